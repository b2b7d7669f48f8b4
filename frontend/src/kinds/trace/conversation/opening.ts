import { type DeskCore } from "../desk";
import type { TraceNode } from "../types";
import { withControls } from "./controls";
import { isLong, LONGEST_MARKDOWN, pageAt, pagesOf } from "./pages";
import { bandKey } from "./rows";
import type { Hit } from "./searching";
import { ARGUMENTS_PART, argumentsText } from "./toolText";

// Opening what is folded: the texts of a node, and what hides a hit of the search.

export function textKey(node: string, part: number): string {
  return `${node}/${part}`;
}

/** The texts of a node that are long enough to be folded. */
function longTexts(node: TraceNode): string[] {
  const parts = node.text_parts.flatMap((text, part) =>
    isLong(withControls(text).shown) ? textKey(node.id, part) : [],
  );
  const call = node.kind === "tool_call" && node.tool ? argumentsText(node.tool).text : "";
  return isLong(call) ? [...parts, textKey(node.id, ARGUMENTS_PART)] : parts;
}

/** Opens all long texts of a node; folds them if all are open. */
export function toggleFold({ state }: DeskCore, node: TraceNode): void {
  const texts = longTexts(node);
  const { unfolded } = state.get();
  const open = texts.every((key) => unfolded.has(key));
  const next = new Set(unfolded);
  for (const key of texts) {
    if (open) next.delete(key);
    else next.add(key);
  }
  const said = texts.length === 0 ? "Nothing is folded here." : open ? "Folded" : "Unfolded";
  state.set({ said, ...(texts.length > 0 && { unfolded: next }) });
}

/** Opens what hides a hit: the band its node is in, its text, the page of that text. */
export function openHit({ state, trace }: DeskCore, hit: Hit): void {
  const node = trace.byId.get(hit.node);
  const text = node && textOf(node, hit.part);
  if (!node || text === undefined) return;
  const { unfolded, pages } = state.get();
  const keys = [...(isLong(text) ? [textKey(node.id, hit.part)] : []), ...bandOf(trace.nodes, node)];
  const isPaged = text.length > LONGEST_MARKDOWN;
  const page = isPaged ? pageAt(pagesOf(text), hit.start) : 0;
  const key = textKey(node.id, hit.part);
  state.set({
    ...(keys.some((each) => !unfolded.has(each)) && { unfolded: new Set([...unfolded, ...keys]) }),
    ...(isPaged && pages.get(key) !== page && { pages: new Map(pages).set(key, page) }),
  });
}

function textOf(node: TraceNode, part: number): string | undefined {
  const text = part === ARGUMENTS_PART ? node.tool && argumentsText(node.tool).text : node.text_parts[part];
  return typeof text === "string" ? withControls(text).shown : undefined;
}

/** The key of the band a node is in, named after its first node. */
function bandOf(nodes: readonly TraceNode[], node: TraceNode): string[] {
  if (node.context === "") return [];
  const at = nodes.indexOf(node);
  const before = nodes.findLastIndex((each, place) => place < at && each.context !== node.context);
  const first = nodes[before + 1];
  return first ? [bandKey(first)] : [];
}
