import type { ReactNode } from "react";

import styles from "./answer.module.css";
import { useAnswering } from "./answering";
import type { Unit } from "./units";

export function unitElementId(unit: string): string {
  return `unit-${unit}`;
}

/** The place of one unit: where the keys act is framed, what is missing is said under it. */
export function UnitFrame({ unit, letter, children }: { unit: Unit; letter?: string | null; children: ReactNode }) {
  const { current, problems } = useAnswering();
  const problem = problems[unit.id];
  return (
    <div
      id={unitElementId(unit.id)}
      className={styles.unit}
      data-unit={unit.id}
      data-current={unit.id === current}
      data-problem={problem !== undefined}
    >
      <div className={styles.unitRow}>
        {letter && (
          <span className={styles.letter} data-letter={letter} aria-hidden>
            {letter}
          </span>
        )}
        <div className={styles.unitBody}>{children}</div>
      </div>
      {problem && <p className={styles.problem}>{inPlace(problem, unit)}</p>}
    </div>
  );
}

/** The unit's name stands beside it already. */
function inPlace(problem: string, { title }: Unit): string {
  const text = problem.startsWith(`${title}: `) ? problem.slice(title.length + 2) : problem;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
