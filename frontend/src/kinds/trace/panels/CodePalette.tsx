import { Modal, Text, TextInput, UnstyledButton } from "@mantine/core";
import { type KeyboardEvent, useId, useState } from "react";

import { Icon } from "@/ui/Icon";

import { useDesk } from "../desk";
import { placeWords } from "../timeline/words";
import type { Taxonomy, TaxonomyCode } from "../types";
import { findCodes, otherPlace, sayCounting } from "./codes";
import palette from "./palette.module.css";
import { Key } from "./Panel";

interface CodePaletteProps {
  opened: boolean;
  taxonomy: Taxonomy;
  /** The error whose code is being changed; null for a new one. */
  error: string | null;
  /** Without a severity, it is asked for next. */
  onPick: (code: string, severity: string | null) => void;
  onClose: () => void;
}

const QUICK = { duration: 90 };

/** Any error of the taxonomy by a part of its words. */
export function CodePalette({ opened, onClose, ...rest }: CodePaletteProps) {
  return (
    <Modal.Root opened={opened} onClose={onClose} size={560} yOffset="10vh" centered={false} transitionProps={QUICK}>
      <Modal.Overlay />
      <Modal.Content aria-label={rest.taxonomy.title || "Errors"}>
        <PaletteBody {...rest} />
      </Modal.Content>
    </Modal.Root>
  );
}

function PaletteBody({ taxonomy, error, onPick }: Omit<CodePaletteProps, "opened" | "onClose">) {
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const listId = useId();
  const groups = findCodes(taxonomy, query);
  const codes = groups.flatMap((group) => group.codes);
  const chosen = codes[active];
  const optionId = (code: TaxonomyCode) => `${listId}-${code.key}`;

  function pick(code: TaxonomyCode | undefined, severity: string | null = null) {
    if (code) onPick(code.key, severity);
  }

  function handleKey(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const severity = event.altKey ? taxonomy.severities[Number(event.code.replace("Digit", "")) - 1] : undefined;
    if (step === undefined && event.key !== "Enter" && !severity) return;
    event.preventDefault();
    if (step === undefined) pick(chosen, severity?.key);
    else if (codes.length > 0) setActive((active + step + codes.length) % codes.length);
  }

  return (
    <>
      <TextInput
        data-autofocus
        variant="unstyled"
        size="md"
        placeholder="Which error is it?"
        aria-label="Find an error"
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={chosen && optionId(chosen)}
        leftSection={<Icon name="search" />}
        className={palette.query}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={handleKey}
      />
      <div id={listId} role="listbox" aria-label={taxonomy.title || "Errors"} className={palette.options}>
        {groups.map((group) => (
          <div key={group.title} role="group" aria-label={group.title || "Other"}>
            {group.title && (
              <div className={palette.group} role="presentation">
                {group.title}
              </div>
            )}
            {group.codes.map((code) => (
              <CodeOption
                key={code.key}
                id={optionId(code)}
                code={code}
                error={error}
                taxonomy={taxonomy}
                active={code === chosen}
                onPoint={() => {
                  setActive(codes.indexOf(code));
                }}
                onPick={() => {
                  pick(code);
                }}
              />
            ))}
          </div>
        ))}
      </div>
      {codes.length === 0 && (
        <Text c="dimmed" size="sm" p="sm" role="status">
          No error fits “{query}”.
        </Text>
      )}
      {chosen && (
        <div className={palette.severities} role="group" aria-label={`Severity of ${chosen.title}`}>
          {taxonomy.severities.map(({ key, title }, at) => (
            <UnstyledButton
              key={key}
              className={palette.severity}
              onClick={() => {
                pick(chosen, key);
              }}
            >
              {title} {at < 9 && <Key shortcut={`alt+${String(at + 1)}`} />}
            </UnstyledButton>
          ))}
        </div>
      )}
    </>
  );
}

interface CodeOptionProps {
  id: string;
  code: TaxonomyCode;
  error: string | null;
  taxonomy: Taxonomy;
  active: boolean;
  onPoint: () => void;
  onPick: () => void;
}

function CodeOption({ id, code, error, taxonomy, active, onPoint, onPick }: CodeOptionProps) {
  const { answer, trace } = useDesk();
  const other = otherPlace(code.key, error, answer.errors, taxonomy);
  return (
    <UnstyledButton
      id={id}
      role="option"
      aria-selected={active}
      tabIndex={-1}
      className={palette.option}
      ref={active ? (node) => node?.scrollIntoView({ block: "nearest" }) : undefined}
      onMouseMove={onPoint}
      onClick={onPick}
    >
      <span className={palette.title}>{code.title}</span>
      {code.help && <span className={palette.help}>{code.help}</span>}
      <span className={palette.help}>
        {sayCounting(taxonomy, code)}
        {other !== null && ` Already marked at ${placeWords(trace, other).toLowerCase()}.`}
      </span>
    </UnstyledButton>
  );
}
