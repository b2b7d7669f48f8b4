import { Textarea } from "@mantine/core";

import { useDesk } from "../desk";
import { Choices } from "./Choices";
import { Field, Panel } from "./Panel";
import styles from "./panels.module.css";
import { EXITS } from "./words";

const LONGEST = 10_000;

/** Ways to leave a trace ungraded. What was graded before is kept, and counts again once the exit is taken back. */
export function ExitPanel() {
  const { act, answer, disabled, trace } = useDesk();
  const { exit } = answer;
  if (disabled && exit === null) return null;
  const exits = EXITS.filter(({ value }) => value !== "wrong_reference" || trace.content.reference !== "");
  return (
    <Panel title="This trace cannot be graded" path="exit">
      {exit && <p className={styles.quiet}>Choose it once more to take it back. What you graded is kept.</p>}
      <Choices
        label="This trace cannot be graded"
        choices={exits.map(({ value, label, description }) => ({ value, label, description }))}
        chosen={exit?.reason}
        disabled={disabled}
        layout="stacked"
        onChoose={(reason) => {
          act({ type: "setExit", exit: reason && { reason, note: exit?.note ?? "" } });
        }}
      />
      {exit && (
        <Field
          title={exit.reason === "gave_up" ? "Why did you give up?" : "Note"}
          path="exit.note"
          aside={exit.reason !== "gave_up" && <span className={styles.quiet}>optional</span>}
        >
          <Textarea
            size="xs"
            aria-label="Note on why it cannot be graded"
            required={exit.reason === "gave_up"}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={LONGEST}
            value={exit.note}
            disabled={disabled}
            onChange={(event) => {
              act({ type: "setExit", exit: { ...exit, note: event.currentTarget.value } });
            }}
          />
        </Field>
      )}
    </Panel>
  );
}
