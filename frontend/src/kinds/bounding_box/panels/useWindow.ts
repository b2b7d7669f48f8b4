import { type RefObject, useCallback, useEffect, useRef, useState } from "react";

export interface Window {
  /** For the element that scrolls. */
  frame: RefObject<HTMLDivElement | null>;
  /** The first row to draw, and the one after the last. */
  from: number;
  to: number;
  /** Scrolls no more than it must. */
  reveal: (row: number) => void;
}

/** Rows drawn above and below what is seen, so that nothing flashes while scrolling. */
const BEYOND = 8;
/** Where nothing is laid out, as many rows as fit a usual screen. */
const USUAL_HEIGHT = 600;

/** Which of many rows of one height have to be drawn. */
export function useWindow(count: number, rowHeight: number): Window {
  const frame = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ top: 0, height: USUAL_HEIGHT });
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () => {
      setSeen({ top: element.scrollTop, height: element.clientHeight || USUAL_HEIGHT });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", measure, { passive: true });
    measure();
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", measure);
    };
  }, []);
  const reveal = useCallback(
    (row: number) => {
      const element = frame.current;
      if (!element) return;
      const top = row * rowHeight;
      const height = element.clientHeight || USUAL_HEIGHT;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top + rowHeight > element.scrollTop + height) element.scrollTop = top + rowHeight - height;
    },
    [rowHeight],
  );
  return { frame, ...windowOf(seen, count, rowHeight), reveal };
}

export function windowOf({ top, height }: { top: number; height: number }, count: number, rowHeight: number) {
  const first = Math.min(Math.floor(top / rowHeight), Math.max(count - 1, 0));
  return {
    from: Math.max(0, first - BEYOND),
    to: Math.min(count, first + Math.ceil(height / rowHeight) + 1 + BEYOND),
  };
}
