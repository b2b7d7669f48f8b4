import type { Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

import { useDeskState } from "../desk";
import { isFree } from "../focus";

type List = Virtualizer<HTMLDivElement, Element>;

const LEAST_SEEN = 140;

/** Brings the selected row into sight where it is not, and the focus with it where the conversation had the focus. */
export function useSelectionInSight(list: List, frame: RefObject<HTMLDivElement | null>, index: number): void {
  const scrolled = useDeskState((state) => state.scrolled);
  const selected = useDeskState((state) => state.selected);
  const current = useRef({ index, selected });
  useLayoutEffect(() => {
    current.current = { index, selected };
  });
  useEffect(() => {
    const { index: at, selected: node } = current.current;
    if (at < 0 || !frame.current) return;
    if (!isInSight(list, frame.current, at)) list.scrollToIndex(at, { align: "start" });
    return node === null || scrolled === 0 ? undefined : takeFocus(frame.current, node);
  }, [scrolled, list, frame]);
}

/** All of it is seen or, of a high one, its beginning. */
function isInSight(list: List, frame: HTMLElement, index: number): boolean {
  const item = list.measurementsCache[index];
  if (!item) return false;
  const { scrollTop, clientHeight } = frame;
  const needed = Math.min(item.size, LEAST_SEEN);
  const isWhole = item.start >= scrollTop && item.end <= scrollTop + clientHeight;
  return (
    isWhole || (item.start >= scrollTop && item.start + needed <= scrollTop + clientHeight && item.size > clientHeight)
  );
}

/** After the row has been drawn. Who types or answers beside the conversation keeps the focus. */
function takeFocus(frame: HTMLElement, node: string): () => void {
  if (!isFree() && !frame.contains(document.activeElement)) return () => undefined;
  const handle = requestAnimationFrame(() => {
    const card = frame.querySelector<HTMLElement>(`[data-node-card="${CSS.escape(node)}"]`);
    card?.focus({ preventScroll: true });
  });
  return () => {
    cancelAnimationFrame(handle);
  };
}
