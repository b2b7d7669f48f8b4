import { type ReactNode, useMemo } from "react";

import { count } from "@/lib/format";

import { useDeskCore, useDeskState } from "../desk";
import styles from "./conversation.module.css";
import { textKey } from "./opening";
import { pagesOf } from "./pages";
import { TextPiece } from "./TextPiece";

interface PagedTextProps {
  node: string;
  part: number;
  text: string;
}

/** A very long text, page by page and as it was written: the browser could not lay out all of it at once. */
export function PagedText({ node, part, text }: PagedTextProps) {
  const pages = useMemo(() => pagesOf(text), [text]);
  const { state } = useDeskCore();
  const key = textKey(node, part);
  const wanted = useDeskState((each) => each.pages.get(key) ?? 0);
  const at = Math.min(wanted, pages.length - 1);
  const page = pages[at] ?? { start: 0, end: text.length };

  function open(next: number) {
    state.set({ pages: new Map(state.get().pages).set(key, next) });
  }

  const bar = (
    <Pages at={at} of={pages.length} onOpen={open}>
      Characters {count(page.start + 1)}–{count(page.end)} of {count(text.length)}
    </Pages>
  );
  return (
    <>
      {bar}
      <TextPiece node={node} part={part} text={text.slice(page.start, page.end)} from={page.start} plain />
      {bar}
    </>
  );
}

interface PagesProps {
  at: number;
  of: number;
  onOpen: (page: number) => void;
  children: ReactNode;
}

function Pages({ at, of, onOpen, children }: PagesProps) {
  const turn = (label: string, by: number, isOff: boolean) => (
    <button type="button" className={styles.fold} disabled={isOff} onClick={() => onOpen(at + by)}>
      {label}
    </button>
  );
  return (
    <div className={styles.pages} data-unread>
      {turn("Earlier", -1, at === 0)}
      <span>{children}</span>
      {turn("Later", 1, at === of - 1)}
    </div>
  );
}
