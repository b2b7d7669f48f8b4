import type { Trace } from "./steps";
import type { Answer, TraceNode } from "./types";

// A plan can be graded before anybody knows how it went: until then, what comes after it is not shown.

/** The last node of the plan: the run begins behind it. Null where the trace has no plan. */
export function endOfPlan({ nodes }: Pick<Trace, "nodes">): number | null {
  const first = nodes.findIndex((node) => node.kind === "plan" && node.context === "");
  if (first < 0) return null;
  const after = nodes.findIndex((node, place) => place > first && node.kind !== "plan");
  return (after < 0 ? nodes.length : after) - 1;
}

/** Whether something of the run is held back now. */
export function isRunHidden(trace: Trace, answer: Pick<Answer, "plan">, revealed: boolean): boolean {
  if (trace.settings.plan !== "before_and_after" || revealed || answer.plan?.after) return false;
  const end = endOfPlan(trace);
  return end !== null && end < trace.nodes.length - 1;
}

/** The nodes that may be seen now: conversation, timeline, agents and search show no others. */
export function shownNodes(trace: Trace, isHidden: boolean): readonly TraceNode[] {
  const end = isHidden ? endOfPlan(trace) : null;
  return end === null ? trace.nodes : trace.nodes.slice(0, end + 1);
}
