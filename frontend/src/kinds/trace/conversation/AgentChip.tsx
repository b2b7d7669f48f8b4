import type { CSSProperties } from "react";

import { agentColour } from "../colours/tones";
import type { Trace } from "../steps";
import { shownWords } from "./controls";
import styles from "./conversation.module.css";
import { TraceWords } from "./TraceWords";

/** An agent's name in its colour. A name that runs the other way does not turn what stands around it. */
export function AgentChip({ trace, agent }: { trace: Pick<Trace, "graph">; agent: string }) {
  return (
    <span
      className={styles.agent}
      style={{ "--agent": agentColour(trace, agent) } as CSSProperties}
      title={shownWords(agent)}
    >
      <TraceWords>{agent}</TraceWords>
    </span>
  );
}
