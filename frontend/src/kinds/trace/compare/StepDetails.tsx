import { useMemo } from "react";

import { useDeskCore, useDeskState } from "../desk";
import { nodeWords } from "../timeline/words";
import styles from "./compare.module.css";
import type { Adopting } from "./Comparison";
import { detailRows } from "./details";
import type { Person } from "./people";
import { SaidTable } from "./SaidTable";

interface StepDetailsProps {
  people: readonly Person[];
  adopting: Adopting | undefined;
}

/** All that was said of the selected step, in words. */
export function StepDetails({ people, adopting }: StepDetailsProps) {
  const { trace, context } = useDeskCore();
  const selected = useDeskState((state) => state.selected);
  const rows = useMemo(
    () => (selected === null ? [] : detailRows(trace, context.criteria, people, selected)),
    [trace, context.criteria, people, selected],
  );
  if (selected === null) return null;
  const title = nodeWords(trace, selected);
  return (
    <div className={styles.details}>
      <header className={styles.detailsHead}>
        <h3>{title}</h3>
        {adopting &&
          people.map((person) => (
            <button
              key={person.id}
              type="button"
              className={styles.takeStep}
              aria-label={`Take this step from ${person.name}`}
              onClick={() => {
                adopting.step(person, selected);
              }}
            >
              Take {person.name}
            </button>
          ))}
      </header>
      {rows.length > 0 ? (
        <SaidTable caption={`On ${title.charAt(0).toLowerCase()}${title.slice(1)}`} rows={rows} people={people} />
      ) : (
        <p className={styles.quiet}>
          {people.length > 1 ? "Nobody said anything of this one." : "Nothing was said of this one."}
        </p>
      )}
    </div>
  );
}
