import styles from "./content.module.css";
import type { Segment } from "./diff";

/** A text as written, with what differs marked by more than colour. */
export function DiffText({ segments }: { segments: Segment[] }) {
  return (
    <div className={styles.diff}>
      {segments.map((segment, index) => (
        <DiffPart key={index} segment={segment} />
      ))}
    </div>
  );
}

function DiffPart({ segment }: { segment: Segment }) {
  if (segment.type === "removed") return <del className={styles.removed}>{segment.text}</del>;
  if (segment.type === "added") return <ins className={styles.added}>{segment.text}</ins>;
  return segment.text;
}
