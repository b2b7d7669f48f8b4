import { Button, Switch } from "@mantine/core";

import { Icon } from "@/ui/Icon";

import { giveLabel, togglePin } from "../acting";
import { useDesk } from "../desk";
import { isWrong, labelChoices } from "../labels";
import type { TraceNode } from "../types";
import { Choices } from "./Choices";
import { pinHint } from "./hints";
import { Key, Panel, ProblemOf } from "./Panel";
import styles from "./panels.module.css";

/** The label of a step, and whether the trace first goes wrong there. */
export function LabelPanel({ node }: { node: TraceNode }) {
  const desk = useDesk();
  const { act, answer, disabled, trace } = desk;
  const { settings } = trace;
  const step = answer.steps[node.id];
  const path = `steps.${node.id}.label`;
  const choices = labelChoices(settings).map(({ value, label, description, key, tone }) => ({
    ...{ value, label, description, shortcut: key, tone, aside: tone === "cannot_verify" },
  }));
  const asksInherited = settings.mode === "rate_all" && settings.inherited && isWrong(step?.label, settings);
  return (
    <Panel title="Label">
      <div data-path={path} className={styles.stack}>
        <Choices
          label="Label of this step"
          choices={choices}
          chosen={step?.label}
          disabled={disabled}
          layout="stacked"
          onChoose={(label) => {
            giveLabel(desk, node.id, label);
          }}
        />
        <ProblemOf path={path} />
      </div>
      {asksInherited && (
        <Switch
          size="xs"
          label={
            <>
              Only inherits an earlier error <Key shortcut="i" />
            </>
          }
          checked={step?.inherited === true}
          disabled={disabled}
          onChange={(event) => {
            act({ type: "setInherited", node: node.id, inherited: event.currentTarget.checked });
          }}
        />
      )}
      <FirstErrorPin id={node.id} />
    </Panel>
  );
}

function FirstErrorPin({ id }: { id: string }) {
  const desk = useDesk();
  const { act, answer, disabled, trace } = desk;
  const { first_error } = answer;
  const isPinned = first_error !== null && "node" in first_error && first_error.node === id;
  const hint = disabled ? null : pinHint(id, answer, trace);
  const mend = hint?.mend;
  return (
    <>
      <Button
        size="compact-sm"
        classNames={{ label: styles.wide }}
        variant={isPinned ? "filled" : "default"}
        color={isPinned ? "bad" : undefined}
        leftSection={<Icon name="flag" size={14} />}
        rightSection={<Key shortcut="f" />}
        aria-pressed={isPinned}
        aria-label="The first error is here"
        disabled={disabled}
        onClick={() => {
          togglePin(desk, id);
        }}
      >
        {isPinned ? "First error" : "The first error is here"}
      </Button>
      {hint && (
        <div role="note" className={styles.note}>
          <span>{hint.text}</span>
          {mend && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => {
                act(mend.action);
              }}
            >
              {mend.label}
            </Button>
          )}
        </div>
      )}
    </>
  );
}
