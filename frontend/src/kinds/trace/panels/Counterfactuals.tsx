import { ActionIcon, Button, UnstyledButton } from "@mantine/core";
import { useEffect, useRef } from "react";

import { count } from "@/lib/format";
import { Icon } from "@/ui/Icon";

import { useDesk, useDeskState } from "../desk";
import { newId } from "../ids";
import type { Counterfactual } from "../types";
import { CounterfactualForm } from "./CounterfactualForm";
import { sayEdit } from "./edits";
import { Panel } from "./Panel";
import styles from "./panels.module.css";
import { problemAt } from "./places";

const MOST = 100;

/** What the run could have done instead. */
export function CounterfactualsPanel() {
  const { act, answer, disabled, state, trace } = useDesk();
  const open = useDeskState((desk) => desk.edit);
  const { counterfactuals } = answer;
  if (counterfactuals.length === 0 && (disabled || !trace.settings.counterfactuals)) return null;
  return (
    <Panel
      title="Counterfactual edits"
      path="counterfactuals"
      aside={<span className={styles.count}>{count(counterfactuals.length)}</span>}
    >
      {counterfactuals.map((edit, at) => (
        <EditCard
          key={edit.id}
          edit={edit}
          path={`counterfactuals.${String(at)}`}
          open={open === edit.id}
          onOpen={(isOpen) => {
            state.set({ edit: isOpen ? edit.id : null });
          }}
        />
      ))}
      {!disabled && counterfactuals.length < MOST && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => {
            const id = newId();
            act({ type: "addCounterfactual", id });
            state.set({ edit: id });
          }}
        >
          Add a counterfactual edit
        </Button>
      )}
    </Panel>
  );
}

interface EditCardProps {
  edit: Counterfactual;
  path: string;
  open: boolean;
  onOpen: (open: boolean) => void;
}

function EditCard({ edit, path, open, onOpen }: EditCardProps) {
  const { act, disabled, problems, trace } = useDesk();
  const title = sayEdit(edit, trace);
  const isWrong = problemAt(problems, path) !== undefined;
  const isOpen = open || isWrong;
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (open) card.current?.scrollIntoView({ block: "nearest" });
  }, [open]);
  return (
    <section ref={card} className={styles.card} aria-label={title} data-path={path} data-problem={isWrong}>
      <div className={styles.cardHead}>
        <UnstyledButton
          className={styles.code}
          aria-expanded={isOpen}
          onClick={() => {
            onOpen(!isOpen);
          }}
        >
          {title}
        </UnstyledButton>
        {!disabled && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={`Remove: ${title}`}
            onClick={() => {
              act({ type: "removeCounterfactual", id: edit.id });
            }}
          >
            <Icon name="trash" size={14} />
          </ActionIcon>
        )}
      </div>
      {isOpen && <CounterfactualForm edit={edit} path={path} />}
    </section>
  );
}
