import { count } from "@/lib/format";

import { shownWords } from "../conversation/controls";
import { TraceWords } from "../conversation/TraceWords";
import { type GraphActs, isLinkFocus } from "./acts";
import styles from "./agents.module.css";
import type { Link } from "./graph";

/** Every pair of agents between which work was handed over, or could have been. */
export function HandoffTable({ links, focus, here, onLink }: GraphActs & { links: readonly Link[] }) {
  if (links.length === 0) return <p className={styles.quiet}>No agent hands over to another.</p>;
  const isDeclared = links.some(({ declared }) => declared !== null);
  return (
    <table className={styles.table}>
      <caption>Hand-offs</caption>
      <thead>
        <tr>
          <th scope="col">From and to</th>
          <th scope="col">Times</th>
          {isDeclared && (
            <th scope="col" title="Whether the system declares this hand-off as possible">
              Declared
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {links.map(({ id, from, to, handoffs, declared }) => (
          <tr key={id} data-here={here.link === id || undefined}>
            <th scope="row">
              <button
                type="button"
                aria-label={`${shownWords(from)} to ${shownWords(to)}`}
                aria-pressed={isLinkFocus(focus, id)}
                aria-current={here.link === id || undefined}
                onClick={() => {
                  onLink(id);
                }}
              >
                <TraceWords className={styles.agentName}>{from}</TraceWords>
                <span className={styles.arrow} aria-hidden>
                  →
                </span>
                <TraceWords className={styles.agentName}>{to}</TraceWords>
              </button>
            </th>
            <td>{handoffs.length > 0 ? count(handoffs.length) : "unused"}</td>
            {isDeclared && <td data-bad={declared === false || undefined}>{declared ? "yes" : "no"}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
