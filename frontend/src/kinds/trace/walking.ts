import type { Trace } from "./steps";
import type { Answer, TraceNode } from "./types";

// From step to step: which comes next, and which are still open.

/** The steps that a label is asked for: in "stop at the first error" none after the first error. */
export function askedSteps(trace: Trace, answer: Pick<Answer, "first_error">): readonly TraceNode[] {
  const { first_error } = answer;
  if (trace.settings.mode !== "first_error" || first_error === null || "none" in first_error) return trace.steps;
  const last = trace.number.get(first_error.node);
  return last === undefined ? trace.steps : trace.steps.slice(0, last);
}

/** The steps that are asked for and have no label yet. */
export function openSteps(trace: Trace, answer: Pick<Answer, "first_error" | "steps">): TraceNode[] {
  return askedSteps(trace, answer).filter((node) => answer.steps[node.id]?.label === undefined);
}

/** Where a person begins: the first open step, else the first error, else the first step, else the first node. */
export function firstOpen(trace: Trace, answer: Answer, shown: readonly TraceNode[]): string | null {
  const seen = new Set(shown.map((node) => node.id));
  const open = openSteps(trace, answer).find((node) => seen.has(node.id));
  const { first_error } = answer;
  const error = first_error !== null && "node" in first_error && seen.has(first_error.node) ? first_error.node : null;
  return open?.id ?? error ?? shown.find((node) => trace.number.has(node.id))?.id ?? shown[0]?.id ?? null;
}

/** The next open step behind this node, else the first open one; null when none is open. */
export function nextOpen(
  trace: Trace,
  answer: Answer,
  from: string | null,
  shown: readonly TraceNode[],
): string | null {
  const seen = new Set(shown.map((node) => node.id));
  const open = openSteps(trace, answer).filter((node) => seen.has(node.id));
  const place = from === null ? -1 : (trace.place.get(from) ?? -1);
  return (open.find((node) => (trace.place.get(node.id) ?? 0) > place) ?? open[0])?.id ?? null;
}

/** The step before or behind a node that may be none itself; null at the ends. */
export function stepBeside(
  trace: Trace,
  from: string | null,
  by: 1 | -1,
  shown: readonly TraceNode[],
): TraceNode | null {
  const steps = shown.filter((node) => trace.number.has(node.id));
  return beside(trace, steps, from, by);
}

/** The node before or behind, step or not; null at the ends. */
export function nodeBeside(
  trace: Trace,
  from: string | null,
  by: 1 | -1,
  shown: readonly TraceNode[],
): TraceNode | null {
  return beside(trace, shown, from, by);
}

function beside(trace: Trace, nodes: readonly TraceNode[], from: string | null, by: 1 | -1): TraceNode | null {
  const place = from === null ? undefined : trace.place.get(from);
  if (place === undefined) return (by === 1 ? nodes[0] : nodes.at(-1)) ?? null;
  const placeOf = (node: TraceNode) => trace.place.get(node.id) ?? 0;
  if (by === 1) return nodes.find((node) => placeOf(node) > place) ?? null;
  return nodes.findLast((node) => placeOf(node) < place) ?? null;
}
