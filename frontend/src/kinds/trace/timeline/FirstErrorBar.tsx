import { TraceWords } from "../conversation/TraceWords";
import { useDesk, useDeskState } from "../desk";
import { FirstErrorPin, StepMark } from "./StepMark";
import styles from "./timeline.module.css";
import { nodeWords, snippetOf } from "./words";

/** The first error, always in sight; a click goes there. */
export function FirstErrorBar() {
  const { answer, trace, select } = useDesk();
  const selected = useDeskState((state) => state.selected);
  const { first_error } = answer;
  if (first_error === null) return null;
  if ("none" in first_error) return <p className={styles.noError}>No error in this trace</p>;
  const { node: id } = first_error;
  const node = trace.byId.get(id);
  if (!node) return null;
  return (
    <button
      type="button"
      className={styles.firstError}
      aria-current={selected === id || undefined}
      onClick={() => {
        select(id);
      }}
    >
      <FirstErrorPin withWords />
      <bdi className={styles.firstErrorPlace}>{nodeWords(trace, id)}</bdi>
      <StepMark label={answer.steps[id]?.label} settings={trace.settings} />
      <TraceWords className={styles.snippet}>{snippetOf(node)}</TraceWords>
    </button>
  );
}
