import type { TraceNode } from "../types";

// What stands below each other in the conversation.

export type Row =
  | { type: "node"; key: string; node: TraceNode; /** The result stands right below its call. */ joined: boolean }
  /** Nodes that are no work on this task: copied from before, or a demonstration. */
  | { type: "band"; key: string; nodes: readonly TraceNode[]; open: boolean }
  /** The run is held back until the plan is graded. */
  | { type: "hidden"; key: string };

export function rowsOf(
  nodes: readonly TraceNode[],
  callOf: ReadonlyMap<string, TraceNode>,
  unfolded: ReadonlySet<string>,
  isRunHidden: boolean,
): Row[] {
  const rows: Row[] = [];
  for (let at = 0; at < nodes.length;) {
    const node = nodes[at];
    if (!node) break;
    if (node.context === "") {
      rows.push({ type: "node", key: node.id, node, joined: callOf.get(node.id) === nodes[at - 1] && at > 0 });
      at += 1;
      continue;
    }
    const band = bandAt(nodes, at);
    const open = unfolded.has(bandKey(node));
    rows.push({ type: "band", key: bandKey(node), nodes: band, open });
    if (open) rows.push(...band.map((each): Row => ({ type: "node", key: each.id, node: each, joined: false })));
    at += band.length;
  }
  if (isRunHidden) rows.push({ type: "hidden", key: "hidden run" });
  return rows;
}

/** The nodes from here on that come from the same place. */
function bandAt(nodes: readonly TraceNode[], from: number): TraceNode[] {
  const { context } = nodes[from] ?? { context: "" };
  const end = nodes.findIndex((node, at) => at > from && node.context !== context);
  return nodes.slice(from, end < 0 ? nodes.length : end);
}

/** Under this key a band is open, among the texts that are unfolded. */
export function bandKey(first: TraceNode): string {
  return `band ${first.id}`;
}

/** The row of a node: its own, or that of the closed band it is in. */
export function rowAt(rows: readonly Row[], node: string | null): number {
  const own = rows.findIndex((row) => row.type === "node" && row.node.id === node);
  if (own >= 0) return own;
  return rows.findIndex((row) => row.type === "band" && row.nodes.some((each) => each.id === node));
}

const LETTERS_IN_A_LINE = 95;
const LINE = 24;
const FRAME = 62;

/** About how high a row will be, until it is drawn. */
export function estimatedHeight(row: Row): number {
  if (row.type === "band") return 44;
  if (row.type === "hidden") return 150;
  const letters = row.node.text_parts.reduce((sum, part) => sum + Math.min(part.length, 1_300), 0);
  const call = row.node.kind === "tool_call" ? 90 : 0;
  return FRAME + call + LINE * Math.ceil(letters / LETTERS_IN_A_LINE);
}
