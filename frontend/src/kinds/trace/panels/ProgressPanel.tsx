import { Progress, UnstyledButton } from "@mantine/core";
import { useMemo } from "react";

import { count } from "@/lib/format";

import { missing } from "../completeness";
import { useDesk } from "../desk";
import { askedSteps, openSteps } from "../walking";
import { useGoTo } from "./going";
import { whatIsLeft } from "./left";
import { Panel } from "./Panel";
import styles from "./panels.module.css";

const MOST_SHOWN = 8;

/** How far the answer is, and what is left; a click goes there. */
export function ProgressPanel() {
  const { answer, context, trace, disabled } = useDesk();
  const goTo = useGoTo();
  const left = useMemo(() => whatIsLeft(missing(answer, context, trace)), [answer, context, trace]);
  const asked = askedSteps(trace, answer).length;
  const done = asked - openSteps(trace, answer).length;
  if (disabled) return null;
  return (
    <Panel
      title="Progress"
      aside={
        <span className={styles.count}>
          {count(done)} of {count(asked)} labelled
        </span>
      }
    >
      <Progress size="sm" value={asked === 0 ? 100 : (100 * done) / asked} aria-label="Steps labelled" />
      {left.length === 0 ? (
        <p className={styles.quiet} role="status">
          Nothing is left.
        </p>
      ) : (
        <ul className={styles.left} aria-label="What is left">
          {left.slice(0, MOST_SHOWN).map(({ path, text }) => (
            <li key={path}>
              <UnstyledButton
                className={styles.leftItem}
                onClick={() => {
                  goTo(path);
                }}
              >
                {text}
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
      {left.length > MOST_SHOWN && <p className={styles.quiet}>And {count(left.length - MOST_SHOWN)} more.</p>}
    </Panel>
  );
}
