import type { TraceNode } from "./types";

/** The results of each call, by the call's id: they share a call id, or the call is the parent, or it came just before. */
export function resultsOf(nodes: readonly TraceNode[]): Map<string, TraceNode[]> {
  const results = new Map<string, TraceNode[]>();
  const byCallId = new Map<string, TraceNode>();
  const calls = new Map<string, TraceNode>();
  let open: TraceNode[] = [];
  let before: TraceNode | undefined;
  for (const node of nodes) {
    if (node.kind === "tool_call") {
      if (node.tool?.call_id) byCallId.set(node.tool.call_id, node);
      calls.set(node.id, node);
      // Calls that run side by side come in one go; one from before that has no result by now has none.
      open = before?.kind === "tool_call" ? [...open, node] : [node];
    }
    if (node.kind === "tool_result") {
      const call = byCallId.get(node.tool?.call_id ?? "") ?? calls.get(node.parent ?? "") ?? firstOpen(open, node);
      if (call) results.set(call.id, [...(results.get(call.id) ?? []), node]);
      open = open.filter((each) => each !== call);
    }
    before = node;
  }
  return results;
}

/** Results without an id come in the order of their calls. */
function firstOpen(open: readonly TraceNode[], result: TraceNode): TraceNode | undefined {
  if (result.tool?.call_id) return undefined;
  const name = result.tool?.name ?? "";
  return open.find((call) => name === "" || call.tool?.name === name);
}
