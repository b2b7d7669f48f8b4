import { useMemo } from "react";

import { count } from "@/lib/format";

import { useDeskCore, useDeskState } from "../desk";
import { withControls } from "./controls";
import styles from "./conversation.module.css";
import { textKey } from "./opening";
import { PagedText } from "./PagedText";
import { isLong, LONGEST_MARKDOWN, previewOf } from "./pages";
import { TextPiece } from "./TextPiece";

export interface NodeTextProps {
  node: string;
  /** Which of the node's texts this is. */
  part: number;
  text: string;
  /** Whether it may be Markdown at all; what tools say is not. */
  markdown?: boolean;
  language?: "json";
}

/** A text of a node. A long one is folded to its beginning, a very long one is read page by page. */
export function FoldedText({ node, part, text, markdown = false, language }: NodeTextProps) {
  const key = textKey(node, part);
  const { shown } = useMemo(() => withControls(text), [text]);
  const long = useMemo(() => isLong(shown), [shown]);
  const isOpen = useDeskState((state) => state.unfolded.has(key));
  const asWritten = useDeskState((state) => state.plain);
  const piece = { node, part, plain: !markdown || asWritten, language };
  if (!long) return <TextPiece {...piece} text={shown} from={0} />;
  if (!isOpen) {
    return (
      <>
        <div className={styles.folded}>
          <TextPiece {...piece} text={previewOf(shown)} from={0} />
        </div>
        <Fold name={key} open={false} length={shown.length} />
      </>
    );
  }
  return (
    <>
      {shown.length <= LONGEST_MARKDOWN ? (
        <TextPiece {...piece} text={shown} from={0} />
      ) : (
        <PagedText {...piece} text={shown} />
      )}
      <Fold name={key} open length={shown.length} />
    </>
  );
}

function Fold({ name, open, length }: { name: string; open: boolean; length: number }) {
  const { state } = useDeskCore();
  return (
    <button
      type="button"
      className={styles.fold}
      aria-expanded={open}
      onClick={() => {
        const { unfolded } = state.get();
        const next = new Set(unfolded);
        if (open) next.delete(name);
        else next.add(name);
        state.set({ unfolded: next });
      }}
    >
      {open ? "Fold" : `Show all ${count(length)} characters`}
    </button>
  );
}
