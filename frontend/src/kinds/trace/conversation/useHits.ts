import { useDeferredValue, useMemo } from "react";

import { useDeskState, useShownNodes } from "../desk";
import type { TraceNode } from "../types";
import { type Hit, hitsIn } from "./searching";

let last: { nodes: readonly TraceNode[]; query: string; hits: readonly Hit[] } | null = null;

/** What is looked for is asked by several parts of the page, but looked up once. */
function hitsOnce(nodes: readonly TraceNode[], query: string): readonly Hit[] {
  if (last?.nodes !== nodes || last.query !== query) last = { nodes, query, hits: hitsIn(nodes, query) };
  return last.hits;
}

export interface Found {
  query: string;
  hits: readonly Hit[];
  /** Which of them is the current one. */
  at: number;
}

export function useHits(): Found {
  const nodes = useShownNodes();
  const query = useDeferredValue(useDeskState((state) => state.query));
  const match = useDeskState((state) => state.match);
  const hits = useMemo(() => hitsOnce(nodes, query), [nodes, query]);
  return { query, hits, at: Math.min(match, Math.max(0, hits.length - 1)) };
}
