import type { Trace } from "../steps";
import type { TraceNode } from "../types";

/** What lies between two moments of a run. Null where the trace does not tell. */
export interface Stretch {
  /** Graded nodes. */
  steps: number;
  /** Read and written tokens together. */
  tokens: number | null;
  seconds: number | null;
}

/**
 * What a run would not have spent, had it gone from one node straight to another.
 * `through`: the last node would not have been there either, as when the run stops earlier.
 * Null where the second does not come after the first. Nodes that were copied from before cost nothing here.
 */
export function stretchBetween(trace: Trace, from: string, to: string, { through = false } = {}): Stretch | null {
  const [start, end] = [trace.place.get(from), trace.place.get(to)];
  if (start === undefined || end === undefined || end <= start) return null;
  const between = trace.nodes.slice(start + 1, through ? end + 1 : end).filter((node) => node.context === "");
  return {
    steps: between.filter((node) => trace.number.has(node.id)).length,
    tokens: tokensOf(between),
    seconds: secondsOf(trace.nodes[start], between, through ? undefined : trace.nodes[end]),
  };
}

function tokensOf(nodes: readonly TraceNode[]): number | null {
  const counted = nodes.flatMap(({ tokens }) => (tokens ? [tokens.input + tokens.output] : []));
  return counted.length > 0 ? counted.reduce((sum, each) => sum + each, 0) : null;
}

/** From the end of what stays to the start of what comes next, waiting included; else the time that the nodes span. */
function secondsOf(
  before: TraceNode | undefined,
  between: readonly TraceNode[],
  after: TraceNode | undefined,
): number | null {
  if (between.length === 0) return null;
  const begun = time(before?.end) ?? earliest(between.map(({ start }) => time(start)));
  const ended = time(after?.start) ?? latest(between.map(({ end, start }) => time(end) ?? time(start)));
  return begun === null || ended === null || ended < begun ? null : (ended - begun) / 1000;
}

function time(text: string | null | undefined): number | null {
  const at = text ? Date.parse(text) : Number.NaN;
  return Number.isFinite(at) ? at : null;
}

function earliest(times: readonly (number | null)[]): number | null {
  return times.reduce((least, each) => (least === null || (each !== null && each < least) ? each : least), null);
}

function latest(times: readonly (number | null)[]): number | null {
  return times.reduce((most, each) => (most === null || (each !== null && each > most) ? each : most), null);
}
