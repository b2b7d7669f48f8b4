import type { TraceNode } from "../types";
import { withControls } from "./controls";
import { ARGUMENTS_PART, argumentsText } from "./toolText";

// Looking for words in a whole trace. The text is searched as it is shown, but not in the page, which has only a part.

export interface Hit {
  node: string;
  /** Which of the node's texts; `ARGUMENTS_PART` for the arguments of its tool. */
  part: number;
  /** Where in the text as it is shown, in UTF-16. */
  start: number;
  end: number;
  /** How many hits are before it in the same text. */
  ordinal: number;
}

export const MOST_HITS = 2_000;

interface Searched {
  part: number;
  text: string;
}

const searched = new WeakMap<TraceNode, Searched[]>();

/** The texts of a node, ready to be searched; made once. */
function searchedOf(node: TraceNode): Searched[] {
  const known = searched.get(node);
  if (known) return known;
  const parts = node.text_parts.map((text, part) => ({ part, text: folded(withControls(text).shown) }));
  const call = node.kind === "tool_call" && node.tool ? withControls(argumentsText(node.tool).text).shown : "";
  const all = call ? [...parts, { part: ARGUMENTS_PART, text: folded(call) }] : parts;
  searched.set(node, all);
  return all;
}

/** In small letters. Some letters change their length in small; then places would not fit, so case counts. */
export function folded(text: string): string {
  const lowered = text.toLowerCase();
  return lowered.length === text.length ? lowered : text;
}

export function hitsIn(nodes: readonly TraceNode[], query: string): Hit[] {
  const needle = query.trim().toLowerCase();
  const hits: Hit[] = [];
  if (needle === "") return hits;
  for (const node of nodes) {
    for (const { part, text } of searchedOf(node)) {
      let ordinal = 0;
      for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
        hits.push({ node: node.id, part, start: at, end: at + needle.length, ordinal });
        if (hits.length >= MOST_HITS) return hits;
        ordinal += 1;
      }
    }
  }
  return hits;
}

/** The next or previous of some hits, round and round. */
export function stepHit(current: number, count: number, by: 1 | -1): number {
  return count === 0 ? 0 : (current + by + count) % count;
}

/** The hit to begin with: the first at the selected node or behind it. */
export function firstHit(hits: readonly Hit[], place: ReadonlyMap<string, number>, selected: string | null): number {
  const from = selected === null ? 0 : (place.get(selected) ?? 0);
  return Math.max(
    0,
    hits.findIndex((hit) => (place.get(hit.node) ?? 0) >= from),
  );
}

/** "3 of 17", "no hit", "1 of 2,000+". */
export function sayHits(count: number, current: number): string {
  if (count === 0) return "no hit";
  return `${(current + 1).toLocaleString("en-US")} of ${count.toLocaleString("en-US")}${count >= MOST_HITS ? "+" : ""}`;
}
