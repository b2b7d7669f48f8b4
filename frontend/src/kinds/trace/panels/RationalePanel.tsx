import { Textarea } from "@mantine/core";

import { isRationaleAsked } from "../answering/wholeProblems";
import { useDesk } from "../desk";
import { FIELDS } from "./opening";
import { Key, Panel } from "./Panel";
import styles from "./panels.module.css";

const LONGEST = 10_000;

/** Why the whole was graded as it was. */
export function RationalePanel() {
  const { act, answer, disabled, trace } = useDesk();
  if (disabled && answer.rationale === "") return null;
  const isRequired = isRationaleAsked(answer, trace);
  return (
    <Panel title="Rationale" path="rationale" aside={<Key shortcut="r" />}>
      <Textarea
        id={FIELDS.rationale}
        size="xs"
        aria-label="Rationale"
        required={isRequired}
        autosize
        minRows={3}
        maxRows={14}
        maxLength={LONGEST}
        value={answer.rationale}
        disabled={disabled}
        onChange={(event) => {
          act({ type: "setRationale", text: event.currentTarget.value });
        }}
      />
      <p className={styles.quiet}>{isRequired ? "Required." : "Optional."}</p>
    </Panel>
  );
}
