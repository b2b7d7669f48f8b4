import { useMemo, useState } from "react";

import { Icon } from "@/ui/Icon";
import { Markdown } from "@/ui/Markdown";

import { useDeskCore, useDeskState } from "../desk";
import { isProblemFolded, remember } from "../remembering";
import { withControls } from "./controls";
import { LONGEST_MARKDOWN } from "./pages";
import styles from "./problem.module.css";
import { TraceWords } from "./TraceWords";

/** What the trace was asked to do, and the answer that is known to be right. Always in sight, unless folded. */
export function Problem() {
  const { problem, reference } = useDeskCore().context.content;
  const [folded, setFolded] = useState(isProblemFolded);
  if (problem === "" && reference === "") return null;

  function handleFold() {
    setFolded(!folded);
    remember({ problemFolded: !folded });
  }

  return (
    <section className={styles.problem} aria-label="Problem">
      <button type="button" className={styles.fold} aria-expanded={!folded} onClick={handleFold}>
        <Icon name={folded ? "right" : "down"} size={14} />
        <span className={styles.title}>{problem === "" ? "Reference" : "Problem"}</span>
        {folded && <TraceWords className={styles.first}>{(problem || reference).slice(0, 300)}</TraceWords>}
      </button>
      {!folded && (
        <div className={styles.texts} role="group" aria-label="Problem and reference" tabIndex={0}>
          {problem !== "" && <LongPart text={problem} />}
          {reference !== "" && (
            <div className={styles.reference}>
              {problem !== "" && <h3>Reference</h3>}
              <LongPart text={reference} />
            </div>
          )}
        </div>
      )}
    </section>
  );
}

function LongPart({ text }: { text: string }) {
  const [open, setOpen] = useState(false);
  const plain = useDeskState((state) => state.plain);
  const { shown } = useMemo(() => withControls(text), [text]);
  const isCut = shown.length > LONGEST_MARKDOWN && !open;
  return (
    <div dir="auto" className={styles.text}>
      <Markdown raw={plain || shown.length > LONGEST_MARKDOWN}>
        {isCut ? shown.slice(0, LONGEST_MARKDOWN) : shown}
      </Markdown>
      {isCut && (
        <button type="button" className={styles.more} onClick={() => setOpen(true)}>
          Show all {shown.length.toLocaleString("en-US")} characters
        </button>
      )}
    </div>
  );
}
