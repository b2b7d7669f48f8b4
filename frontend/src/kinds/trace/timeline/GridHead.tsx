import type { Axis, Tick } from "./axis";
import type { Columns } from "./columns";
import styles from "./timeline.module.css";

interface GridHeadProps {
  axis: Axis;
  columns: Columns;
  ticks: readonly Tick[];
}

/** At the very end a label would be cut off. */
const hasRoom = ({ at }: Tick) => at < 0.96;

/** The names of the columns, and the scale of the axis. */
export function GridHead({ axis, columns, ticks }: GridHeadProps) {
  return (
    <div className={styles.headGroup} role="rowgroup">
      <div className={styles.head} role="row" aria-rowindex={1}>
        <div className={styles.left} role="presentation" data-tree>
          <span className={styles.name} role="columnheader">
            Step
          </span>
          {columns.duration && (
            <span className={styles.figure} role="columnheader">
              Duration
            </span>
          )}
          {columns.tokens && (
            <span className={styles.figure} role="columnheader" title="Tokens read, tokens written">
              Tokens
            </span>
          )}
        </div>
        <div className={styles.track} role="columnheader">
          <span className="visually-hidden">{axis.by === "time" ? "Time" : "Order"}</span>
          {ticks.filter(hasRoom).map(({ at, label }) => (
            <span key={at} className={styles.tick} style={{ left: `${String(100 * at)}%` }} aria-hidden>
              {label}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}
