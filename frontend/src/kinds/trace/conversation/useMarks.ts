import type { Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useMemo, useRef } from "react";

import { useDesk } from "../desk";
import type { Evidence } from "../types";
import { type Marks, marksIn } from "./highlighting";
import { type Row, rowAt } from "./rows";
import { useHits } from "./useHits";

const HITS = "trace-hits";
const CURRENT = "trace-hit";
const EVIDENCE = "trace-evidence";

/** Marks what is looked for and what is quoted on the text that is in the page now, and goes to the current hit. */
export function useMarks(
  frame: RefObject<HTMLDivElement | null>,
  list: Virtualizer<HTMLDivElement, Element>,
  rows: readonly Row[],
): void {
  const { answer, trace } = useDesk();
  const { query, hits, at } = useHits();
  const current = hits[at];
  const { errors, counterfactuals } = answer;
  const evidence = useMemo(() => evidenceOf({ errors, counterfactuals }), [errors, counterfactuals]);
  /** The hit that is still to be brought into sight. */
  const sought = useRef<typeof current>(undefined);

  useEffect(() => {
    sought.current = query.trim() === "" ? undefined : current;
    const index = current && query.trim() !== "" ? rowAt(rows, current.node) : -1;
    if (index >= 0) list.scrollToIndex(index, { align: "center" });
    // Not when rows change: unfolding a text must not lead back to the hit.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [current, query]);

  useEffect(() => {
    const root = frame.current;
    if (!root || (query.trim() === "" && evidence.length === 0)) return;
    let waiting = 0;
    const look = () => {
      waiting = 0;
      const marks = marksIn(root, { query, current, evidence, byId: trace.byId });
      paint(marks);
      if (marks.current && sought.current === current) {
        sought.current = undefined;
        reveal(root, marks.current);
      }
    };
    const soon = () => {
      waiting ||= requestAnimationFrame(look);
    };
    soon();
    // Rows come and go with scrolling; formulas and code come a moment after the text around them.
    const observer = new MutationObserver(soon);
    observer.observe(root, { subtree: true, childList: true, characterData: true });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(waiting);
      paint({ hits: [], current: null, evidence: [] });
    };
  }, [frame, query, current, evidence, trace]);
}

function evidenceOf({
  errors,
  counterfactuals,
}: Pick<ReturnType<typeof useDesk>["answer"], "errors" | "counterfactuals">): Evidence[] {
  const preconditions = counterfactuals.flatMap((each) => each.preconditions);
  return [...errors.flatMap((error) => error.evidence), ...preconditions.flatMap((each) => each.evidence ?? [])];
}

function paint({ hits, current, evidence }: Marks): void {
  mark(EVIDENCE, evidence);
  mark(HITS, hits);
  mark(CURRENT, current ? [current] : []);
}

function mark(name: string, ranges: readonly Range[]): void {
  if (typeof CSS === "undefined" || !("highlights" in CSS)) return;
  if (ranges.length === 0) CSS.highlights.delete(name);
  else CSS.highlights.set(name, new Highlight(...ranges));
}

/** Scrolls to the hit itself where its card is higher than the window. */
function reveal(root: HTMLElement, range: Range): void {
  const box = range.getBoundingClientRect();
  const view = root.getBoundingClientRect();
  const isSeen = box.top >= view.top + 24 && box.bottom <= view.bottom - 24;
  if (!isSeen) root.scrollTop += box.top - view.top - view.height / 3;
}
