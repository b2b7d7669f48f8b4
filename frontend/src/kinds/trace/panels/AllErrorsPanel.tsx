import { UnstyledButton } from "@mantine/core";

import { count } from "@/lib/format";

import { useDesk } from "../desk";
import { placeWords } from "../timeline/words";
import { titleOf } from "./codes";
import { Panel } from "./Panel";
import styles from "./panels.module.css";
import { problemAt } from "./places";

/** All errors that were found, in the order of the run; a click goes to the step. */
export function AllErrorsPanel() {
  const { answer, problems, select, state, trace } = useDesk();
  const { taxonomy } = trace.settings;
  if (taxonomy === null && answer.errors.length === 0) return null;
  const placeOf = (node: string) => trace.place.get(node) ?? 0;
  const errors = answer.errors.map((error, at) => ({ error, path: `errors.${String(at)}` }));
  const inOrder = errors.toSorted((one, other) => placeOf(one.error.node) - placeOf(other.error.node));
  return (
    <Panel title="All errors" aside={<span className={styles.count}>{count(errors.length)}</span>}>
      {errors.length === 0 && <p className={styles.quiet}>Errors are added at their steps.</p>}
      <ul className={styles.left} aria-label="All errors">
        {inOrder.map(({ error, path }) => (
          <li key={error.id}>
            <UnstyledButton
              className={styles.errorRow}
              data-problem={problemAt(problems, path) !== undefined}
              onClick={() => {
                select(error.node);
                state.set({ panel: "step" });
              }}
            >
              <span className={styles.place}>{placeWords(trace, error.node)}</span>
              <span className={styles.errorTitle}>{titleOf(taxonomy, error.code)}</span>
              <span className={styles.quiet}>
                {taxonomy?.severities.find(({ key }) => key === error.severity)?.title ?? error.severity}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
