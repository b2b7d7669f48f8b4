import { agentColour } from "../colours/tones";
import { KindIcon } from "../conversation/KindIcon";
import { TraceWords } from "../conversation/TraceWords";
import { useDeskCore, useDeskState } from "../desk";
import { isFailure, KIND_WORDS, placeWords, snippetOf } from "../timeline/words";
import styles from "./compare.module.css";
import type { MatrixRow } from "./matrix";

/** The name of a step at the left of its row; the keyboard selects it here. */
export function StepHead({ row: { node, disputed } }: { row: MatrixRow }) {
  const { trace } = useDeskCore();
  const isSelected = useDeskState((state) => state.selected === node.id);
  const agent = trace.agentOf(node);
  return (
    <th scope="row" className={styles.stepColumn}>
      {/* The row takes the click. */}
      <button type="button" className={styles.step} aria-current={isSelected || undefined} title={snippetOf(node)}>
        <span className={styles.number}>
          <span className="visually-hidden">{placeWords(trace, node.id)}</span>
          <span aria-hidden>{trace.number.get(node.id) ?? "–"}</span>
        </span>
        <span className={styles.kindIcon} data-failed={isFailure(node) || undefined} title={KIND_WORDS[node.kind]}>
          <KindIcon kind={node.kind} />
          <span className="visually-hidden">{KIND_WORDS[node.kind]}</span>
        </span>
        {agent && (
          <span className={styles.agent} style={{ color: agentColour(trace, agent) }}>
            <TraceWords>{agent}</TraceWords>
          </span>
        )}
        <TraceWords className={styles.snippet}>{snippetOf(node)}</TraceWords>
        {disputed && <span className="visually-hidden">disputed</span>}
      </button>
    </th>
  );
}
