import { type RefObject, useEffect } from "react";

import { useDeskState } from "../desk";
import { type Axis, shownSpan } from "./axis";

/** Brings the selected row into sight, and its bar where the axis is wider than the window. */
export function useSelectionInSight(
  frame: RefObject<HTMLDivElement | null>,
  place: number,
  axis: Axis,
  zoom: number,
  scrollToRow: (place: number) => void,
): void {
  const selected = useDeskState((state) => state.selected);
  const scrolled = useDeskState((state) => state.scrolled);
  useEffect(() => {
    const element = frame.current;
    if (!element || place < 0 || selected === null) return;
    scrollToRow(place);
    // Only a change of the selection scrolls: not folding, not another answer.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selected, scrolled]);
  useEffect(() => {
    const element = frame.current;
    if (!element || selected === null) return;
    const left = scrollFor(element, axis.spans.get(selected));
    if (left !== null) element.scrollTo({ left });
  }, [frame, selected, scrolled, axis, zoom]);
}

/** How far to scroll sideways for a bar; null where all of the axis is seen. */
function scrollFor(element: HTMLElement, span: { from: number; to: number } | undefined): number | null {
  const tree = element.querySelector("[data-tree]")?.clientWidth ?? 0;
  const whole = element.scrollWidth - tree;
  const seen = element.clientWidth - tree;
  if (!span || whole <= seen) return null;
  return whole * shownSpan(element.scrollLeft / whole, seen / whole, span);
}
