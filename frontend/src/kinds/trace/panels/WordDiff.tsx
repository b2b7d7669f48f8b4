import { useMemo } from "react";

import { shownWords } from "../conversation/controls";
import styles from "./panels.module.css";
import { type Segment, wordDiff } from "./rewriting";

/** What differs between two texts, marked by more than colour. */
export function WordDiff({ before, after }: { before: string; after: string }) {
  const segments = useMemo(() => wordDiff(before, after), [before, after]);
  return (
    <div className={styles.diff} role="region" aria-label="Changes to the step" tabIndex={0}>
      {segments.map((segment, at) => (
        <DiffPart key={at} segment={segment} />
      ))}
    </div>
  );
}

function DiffPart({ segment }: { segment: Segment }) {
  const words = shownWords(segment.text);
  if (segment.type === "removed") return <del>{words}</del>;
  if (segment.type === "added") return <ins>{words}</ins>;
  return words;
}
