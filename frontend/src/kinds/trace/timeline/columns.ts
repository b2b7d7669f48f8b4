import { durationOf } from "../steps";
import type { TraceNode } from "../types";

/** Which figures the trace has at all: a column of nothing is not shown. */
export interface Columns {
  duration: boolean;
  tokens: boolean;
}

export function columnsOf(nodes: readonly TraceNode[]): Columns {
  return {
    duration: nodes.some((node) => durationOf(node) !== null),
    tokens: nodes.some(({ tokens }) => tokens !== null),
  };
}

/** How many cells a row has: the step, the figures, the bar. */
export function columnCount({ duration, tokens }: Columns): number {
  return 2 + Number(duration) + Number(tokens);
}
