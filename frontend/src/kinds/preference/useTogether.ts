import { type RefObject, useEffect } from "react";

const COLUMN = "[data-scrolls]";

/** Columns that scroll together: each to the same share of its own height. */
export function useTogether(frame: RefObject<HTMLElement | null>, active: boolean): void {
  useEffect(() => {
    const element = frame.current;
    if (!element || !active) return;
    // Which column a person moves; the others follow and must not lead back.
    let leader: EventTarget | null = null;
    let release: ReturnType<typeof setTimeout>;

    function handleScroll(event: Event) {
      const moved = event.target;
      if (!(moved instanceof HTMLElement) || !moved.matches(COLUMN)) return;
      leader ??= moved;
      clearTimeout(release);
      release = setTimeout(() => (leader = null), 120);
      if (leader === moved) follow(element, moved);
    }

    element.addEventListener("scroll", handleScroll, { capture: true, passive: true });
    return () => {
      clearTimeout(release);
      element.removeEventListener("scroll", handleScroll, { capture: true });
    };
  }, [frame, active]);
}

function follow(frame: HTMLElement | null, moved: HTMLElement): void {
  const way = moved.scrollHeight - moved.clientHeight;
  if (way <= 0) return;
  const share = moved.scrollTop / way;
  frame?.querySelectorAll<HTMLElement>(COLUMN).forEach((column) => {
    if (column !== moved) column.scrollTop = share * (column.scrollHeight - column.clientHeight);
  });
}
