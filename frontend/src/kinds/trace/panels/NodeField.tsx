import { Button, NumberInput, UnstyledButton } from "@mantine/core";

import { TraceWords } from "../conversation/TraceWords";
import { useDesk, useDeskState } from "../desk";
import { nodeWords, placeWords, snippetOf } from "../timeline/words";
import { Field } from "./Panel";
import styles from "./panels.module.css";

interface NodeFieldProps {
  title: string;
  /** The node's id; "" while none is chosen. */
  node: string;
  path: string;
  problem?: string;
  onNode: (id: string) => void;
}

/** A step of the run: by its number, or the one that is selected in the trace. */
export function NodeField({ title, node, path, problem, onNode }: NodeFieldProps) {
  const { disabled, select, trace } = useDesk();
  const selected = useDeskState((state) => state.selected);
  const number = trace.number.get(node);
  const found = trace.byId.get(node);
  return (
    <Field title={title} path={path}>
      <div className={styles.nodeField}>
        <NumberInput
          size="xs"
          aria-label={`${title}, number of the step`}
          placeholder="Step"
          min={1}
          max={trace.steps.length}
          allowDecimal={false}
          hideControls
          value={number ?? ""}
          disabled={disabled}
          onChange={(next) => {
            const step = next === "" ? undefined : trace.steps[Number(next) - 1];
            if (step || next === "") onNode(step?.id ?? "");
          }}
        />
        <Button
          size="compact-xs"
          variant="default"
          disabled={disabled || selected === null || selected === node}
          onClick={() => {
            if (selected !== null) onNode(selected);
          }}
        >
          {selected === null ? "Take the selected one" : `Take ${placeWords(trace, selected).toLowerCase()}`}
        </Button>
      </div>
      {found && (
        <UnstyledButton
          className={styles.node}
          onClick={() => {
            select(node);
          }}
        >
          <strong>
            <bdi>{nodeWords(trace, node)}</bdi>
          </strong>
          <TraceWords className={styles.snippet}>{snippetOf(found)}</TraceWords>
        </UnstyledButton>
      )}
      {problem && <p className={styles.hint}>{problem}</p>}
    </Field>
  );
}
