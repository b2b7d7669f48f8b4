import { counted } from "@/lib/format";
import { Icon } from "@/ui/Icon";

import { useDeskCore } from "../desk";
import styles from "./conversation.module.css";
import type { Row } from "./rows";

/** What is only shown, not graded: copied from before, or a demonstration. Folded until someone wants to read it. */
export function ContextBand({ row }: { row: Extract<Row, { type: "band" }> }) {
  const { state } = useDeskCore();
  const { nodes, open, key } = row;
  const isDemo = nodes[0]?.context === "demo";
  const size = counted(nodes.length, "message");

  function handleToggle() {
    const unfolded = new Set(state.get().unfolded);
    if (open) unfolded.delete(key);
    else unfolded.add(key);
    state.set({ unfolded });
  }

  return (
    <button type="button" className={styles.band} aria-expanded={open} onClick={handleToggle}>
      <Icon name={open ? "down" : "right"} size={14} />
      <span>{isDemo ? `Demonstration, ${size}` : `${size} from before`}</span>
      <span className={styles.quiet}>not graded</span>
    </button>
  );
}
