import { agentColour } from "../colours/tones";
import { useDeskCore } from "../desk";
import styles from "./agents.module.css";

/** The agent's colour, as in the other views. */
export function AgentDot({ agent }: { agent: string }) {
  const { trace } = useDeskCore();
  return <span className={styles.dot} style={{ background: agentColour(trace, agent) }} aria-hidden />;
}
