import { count } from "@/lib/format";

import { shownWords } from "../conversation/controls";
import type { Trace } from "../steps";
import type { NodeKind, TraceNode } from "../types";

// How nodes are called in lists, where there is room for one line.

export const KIND_WORDS: Record<NodeKind, string> = {
  system: "System",
  user: "User",
  plan: "Plan",
  reasoning: "Reasoning",
  message: "Message",
  tool_call: "Tool call",
  tool_result: "Tool result",
  handoff: "Hand-off",
  final: "Final answer",
  state: "State",
  error: "Error",
};

const LONGEST_SNIPPET = 160;

/** The beginning of what a node says: a call with its arguments, else its first words. */
export function snippetOf(node: TraceNode): string {
  const { tool, text_parts, to } = node;
  if (node.kind === "tool_call" && tool) return shortened(`${tool.name}(${tool.raw})`);
  const text = text_parts.find((part) => part.trim() !== "") ?? "";
  if (text) return shortened(text);
  return shortened(to ? `to ${to}` : (tool?.name ?? ""));
}

function shortened(text: string): string {
  const line = shownWords(text.slice(0, 4 * LONGEST_SNIPPET))
    .replaceAll(/\s+/g, " ")
    .trim();
  const letters = Array.from(line);
  return letters.length > LONGEST_SNIPPET ? `${letters.slice(0, LONGEST_SNIPPET).join("")}…` : line;
}

type Placed = Pick<Trace, "number" | "place">;

/** "Step 7"; a node that is not graded has its place among all nodes: "Node 12". */
export function placeWords(trace: Placed, id: string): string {
  const number = trace.number.get(id);
  if (number !== undefined) return `Step ${count(number)}`;
  const place = trace.place.get(id);
  return place === undefined ? "A step that is not there" : `Node ${count(place + 1)}`;
}

/** "Step 7, WebSurfer". */
export function nodeWords(trace: Trace, id: string): string {
  const node = trace.byId.get(id);
  const agent = node ? trace.agentOf(node) : "";
  return agent ? `${placeWords(trace, id)}, ${shownWords(agent)}` : placeWords(trace, id);
}

/** "1,204 in, 88 out". */
export function tokenWords({ input, output }: { input: number; output: number }): string {
  return `${count(input)} in, ${count(output)} out`;
}

const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

/** "1.2K", for narrow columns. */
export function fewDigits(value: number): string {
  return compact.format(value);
}

/** Whether a node ended in an error. */
export function isFailure({ kind, status }: TraceNode): boolean {
  return status === "error" || kind === "error";
}
