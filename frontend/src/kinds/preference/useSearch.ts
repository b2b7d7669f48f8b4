import { type RefObject, useCallback, useEffect, useState } from "react";

import { findAll, stepHit } from "./search";

const HITS = "touchstone-hits";
const CURRENT = "touchstone-hit";
const NOTHING: Range[] = [];

export interface Search {
  count: number;
  current: number;
  step: (by: 1 | -1) => void;
}

/** Marks what is looked for in everything under a node, and walks from hit to hit. The page itself is not changed. */
export function useSearch(root: RefObject<HTMLElement | null>, query: string): Search {
  const [found, setFound] = useState<{ query: string; ranges: Range[] }>({ query: "", ranges: [] });
  const [current, setCurrent] = useState(0);
  const ranges = found.query === query && query.trim() !== "" ? found.ranges : NOTHING;
  const count = ranges.length;
  const at = count === 0 ? -1 : Math.min(current, count - 1);

  useEffect(() => {
    const element = root.current;
    if (!element || query.trim() === "") return;
    const look = () => {
      setFound({ query, ranges: rangesIn(element, query) });
    };
    const start = requestAnimationFrame(look);
    // Formulas and highlighted code come a moment after the text around them.
    const observer = new MutationObserver(look);
    observer.observe(element, { subtree: true, childList: true });
    return () => {
      cancelAnimationFrame(start);
      observer.disconnect();
    };
  }, [root, query]);

  useEffect(() => {
    mark(HITS, ranges);
    mark(CURRENT, ranges.slice(at, at + 1));
    const range = ranges[at];
    if (range) reveal(range);
    return () => {
      mark(HITS, NOTHING);
      mark(CURRENT, NOTHING);
    };
  }, [ranges, at]);

  const step = useCallback(
    (by: 1 | -1) => {
      setCurrent(stepHit(at, count, by));
    },
    [at, count],
  );
  return { count, current: at, step };
}

function mark(name: string, ranges: Range[]): void {
  if (typeof CSS === "undefined" || !("highlights" in CSS)) return;
  if (ranges.length === 0) CSS.highlights.delete(name);
  else CSS.highlights.set(name, new Highlight(...ranges));
}

/** Scrolls to a hit. A folded text opens when it is scrolled, so its place is looked up once more after that. */
function reveal(range: Range): void {
  const element = range.startContainer.parentElement;
  element?.scrollIntoView({ block: "center" });
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      element?.scrollIntoView({ block: "center" });
    });
  });
}

/** Hits may run over several text nodes, as in half-bold words, but not from one paragraph into the next. */
function rangesIn(root: HTMLElement, query: string): Range[] {
  return blocksOf(root).flatMap((nodes) => {
    const hits = findAll(nodes.map((node) => node.data).join(""), query);
    return hits.map(({ start, end }) => rangeOver(nodes, start, end));
  });
}

const BLOCKS = "p, li, pre, td, th, h1, h2, h3, h4, h5, h6, blockquote, header, div";

function blocksOf(root: HTMLElement): Text[][] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, {
    acceptNode: (node) => (isRead(node) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT),
  });
  const blocks = new Map<Element | null, Text[]>();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const block = node.parentElement?.closest(BLOCKS) ?? null;
    blocks.set(block, [...(blocks.get(block) ?? []), node as Text]);
  }
  return [...blocks.values()];
}

/** Formulas are in the page twice: once to be seen and once for screen readers. */
function isRead(node: Node): boolean {
  return node.parentElement?.closest(".katex-mathml, button, [data-unsearched]") === null;
}

function rangeOver(nodes: Text[], start: number, end: number): Range {
  const range = document.createRange();
  let passed = 0;
  for (const node of nodes) {
    const length = node.data.length;
    if (start >= passed && start < passed + length) range.setStart(node, start - passed);
    if (end > passed && end <= passed + length) range.setEnd(node, end - passed);
    passed += length;
  }
  return range;
}
