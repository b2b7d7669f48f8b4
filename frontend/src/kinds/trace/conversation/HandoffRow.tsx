import { counted } from "@/lib/format";
import { Icon } from "@/ui/Icon";

import { useDeskCore } from "../desk";
import type { Handoff } from "../steps";
import type { StepAnswer } from "../types";
import { AgentChip } from "./AgentChip";
import styles from "./conversation.module.css";

interface HandoffRowProps {
  handoff: Handoff;
  answers: StepAnswer["handoff"];
}

/** Where work goes to another agent, and how much of it is judged. */
export function HandoffRow({ handoff: { from, to }, answers = {} }: HandoffRowProps) {
  const { trace } = useDeskCore();
  const asked = trace.settings.handoffs;
  const given = asked.filter((question) => answers[question] !== undefined).length;
  const lost = asked.filter((question) => answers[question] === "no").length;
  return (
    <footer className={styles.handoff}>
      <span>Hand-off</span>
      {from && <AgentChip trace={trace} agent={from} />}
      <Icon name="right" size={13} />
      <span className="visually-hidden">to</span>
      {to ? <AgentChip trace={trace} agent={to} /> : <span className={styles.quiet}>nobody named</span>}
      {asked.length > 0 && (
        <span
          className={styles.handoffState}
          data-tone={lost > 0 ? "wrong" : given === asked.length ? "right" : undefined}
        >
          {lost > 0
            ? counted(lost, "problem")
            : given === asked.length
              ? "all well"
              : `${given} of ${asked.length} judged`}
        </span>
      )}
    </footer>
  );
}
