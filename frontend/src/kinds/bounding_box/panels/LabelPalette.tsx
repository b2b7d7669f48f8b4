import { Modal, Text, TextInput, UnstyledButton } from "@mantine/core";
import { type KeyboardEvent, useId, useState } from "react";

import { count } from "@/lib/format";
import { Icon } from "@/ui/Icon";
import { Keys } from "@/ui/Keys";

import type { Label } from "../types";
import { Swatch } from "./Panel";
import styles from "./panels.module.css";
import { findLabels } from "./searching";

interface LabelPaletteProps {
  opened: boolean;
  labels: readonly Label[];
  counts: ReadonlyMap<string, number>;
  onPick: (key: string) => void;
  onClose: () => void;
}

const QUICK = { duration: 90 };
const MOST_SHOWN = 60;

/** Any label by a part of its name. */
export function LabelPalette({ opened, onClose, ...rest }: LabelPaletteProps) {
  return (
    <Modal.Root opened={opened} onClose={onClose} size={420} yOffset="12vh" centered={false} transitionProps={QUICK}>
      <Modal.Overlay />
      <Modal.Content aria-label="Labels">
        <PaletteBody {...rest} onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  );
}

function PaletteBody({ labels, counts, onPick, onClose }: Omit<LabelPaletteProps, "opened">) {
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const listId = useId();
  const found = findLabels(labels, query);
  const shown = found.slice(0, MOST_SHOWN);

  function pick(label: Label | undefined) {
    if (!label) return;
    onPick(label.key);
    onClose();
  }

  function handleKey(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && shown.length > 0) {
      event.preventDefault();
      setActive((active + step + shown.length) % shown.length);
    }
    if (event.key === "Enter") {
      event.preventDefault();
      pick(shown[active]);
    }
  }

  return (
    <>
      <TextInput
        data-autofocus
        variant="unstyled"
        size="md"
        placeholder="Find a label"
        aria-label="Find a label"
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={shown[active] ? `${listId}-${String(active)}` : undefined}
        leftSection={<Icon name="search" />}
        className={styles.query}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={handleKey}
      />
      <div id={listId} role="listbox" aria-label="Labels" className={styles.options}>
        {shown.map((label, at) => (
          <UnstyledButton
            key={label.key}
            id={`${listId}-${String(at)}`}
            role="option"
            aria-selected={at === active}
            tabIndex={-1}
            className={styles.option}
            ref={at === active ? (node) => node?.scrollIntoView({ block: "nearest" }) : undefined}
            onMouseMove={() => {
              setActive(at);
            }}
            onClick={() => {
              pick(label);
            }}
          >
            <Swatch colour={label.colour} />
            <span className={styles.labelTitle}>{label.title}</span>
            {label.supercategory && <span className={styles.quiet}>{label.supercategory}</span>}
            <span className={styles.count}>{count(counts.get(label.key) ?? 0)}</span>
            {label.shortcut !== null && <Keys shortcut={label.shortcut} />}
          </UnstyledButton>
        ))}
      </div>
      <Text c="dimmed" size="sm" px="md" pb="sm" role="status">
        {sayFound(found.length, query)}
      </Text>
    </>
  );
}

function sayFound(found: number, query: string): string {
  if (found === 0) return `No label fits “${query}”.`;
  return found > MOST_SHOWN ? `The first ${String(MOST_SHOWN)} of ${count(found)}. Type more to find the others.` : "";
}
