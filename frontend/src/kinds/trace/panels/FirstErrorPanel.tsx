import { Button, UnstyledButton } from "@mantine/core";

import { toggleNoError } from "../acting";
import { TraceWords } from "../conversation/TraceWords";
import { useDesk } from "../desk";
import { nodeWords, snippetOf } from "../timeline/words";
import { pinHint } from "./hints";
import { Key, Panel } from "./Panel";
import styles from "./panels.module.css";

/** Where the trace first goes wrong, or that it does not. */
export function FirstErrorPanel() {
  const desk = useDesk();
  const { answer, disabled } = desk;
  const { first_error } = answer;
  const none = first_error !== null && "none" in first_error;
  return (
    <Panel title="First error" path="first_error">
      {first_error !== null && "node" in first_error ? (
        <Pinned id={first_error.node} />
      ) : (
        <p className={styles.quiet}>
          {none ? "The trace has no error." : "Pin it at its step, or say that there is none."}
        </p>
      )}
      <Button
        size="compact-sm"
        classNames={{ label: styles.wide }}
        variant={none ? "filled" : "default"}
        rightSection={<Key shortcut="shift+n" />}
        aria-pressed={none}
        aria-label="No error in this trace"
        disabled={disabled}
        onClick={() => {
          toggleNoError(desk);
        }}
      >
        No error in this trace
      </Button>
    </Panel>
  );
}

function Pinned({ id }: { id: string }) {
  const { act, answer, disabled, select, state, trace } = useDesk();
  const node = trace.byId.get(id);
  const hint = pinHint(id, answer, trace);
  return (
    <>
      <div className={styles.pinned}>
        <UnstyledButton
          className={styles.node}
          onClick={() => {
            select(id);
            state.set({ panel: "step" });
          }}
        >
          <strong>
            <bdi>{nodeWords(trace, id)}</bdi>
          </strong>
          <TraceWords className={styles.snippet}>{node ? snippetOf(node) : ""}</TraceWords>
        </UnstyledButton>
        {!disabled && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            onClick={() => {
              act({ type: "pinFirstError", node: null });
            }}
          >
            Unpin
          </Button>
        )}
      </div>
      {hint && (
        <div role="note" className={styles.note}>
          {hint.text}
        </div>
      )}
    </>
  );
}
