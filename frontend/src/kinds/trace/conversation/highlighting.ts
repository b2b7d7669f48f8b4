import { toUtf16 } from "../codePoints";
import type { Evidence, TraceNode } from "../types";
import { withControls } from "./controls";
import { flatten, type FlatText, rangeOver } from "./flattening";
import { locate } from "./locating";
import { folded, type Hit } from "./searching";
import { TEXT } from "./selecting";

// Marks on the text that is in the page now: what is looked for, and what is quoted as evidence. The browser paints
// them over the page, which itself is not changed.

export interface Marks {
  hits: Range[];
  current: Range | null;
  evidence: Range[];
}

export interface Marked {
  query: string;
  current: Hit | undefined;
  evidence: readonly Evidence[];
  byId: ReadonlyMap<string, TraceNode>;
}

export function marksIn(root: Element, marked: Marked): Marks {
  const marks: Marks = { hits: [], current: null, evidence: [] };
  for (const piece of root.querySelectorAll<HTMLElement>(TEXT)) {
    const { node = "", part = "" } = piece.dataset;
    const quoted = marked.evidence.filter((each) => each.node === node && String(each.part) === part);
    if (marked.query === "" && quoted.length === 0) continue;
    const flat = flatten(piece);
    const hits = hitRanges(flat, marked.query);
    marks.hits.push(...hits);
    marks.evidence.push(...quoted.flatMap((each) => evidenceRange(piece, flat, each, marked.byId) ?? []));
    const { current } = marked;
    if (current?.node === node && String(current.part) === part) {
      marks.current ??= currentRange(piece, flat, hits, current);
    }
  }
  return marks;
}

function hitRanges(flat: FlatText, query: string): Range[] {
  const needle = query.trim().toLowerCase();
  if (needle === "") return [];
  const text = folded(flat.text);
  const ranges: Range[] = [];
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
    const range = rangeOver(flat, at, at + needle.length);
    if (range) ranges.push(range);
  }
  return ranges;
}

/** In plain text a hit is where it is; in Markdown the hits are counted, as some may not be shown, as in addresses. */
function currentRange(piece: HTMLElement, flat: FlatText, hits: readonly Range[], hit: Hit): Range | null {
  if (piece.dataset.form !== "plain") return hits[Math.min(hit.ordinal, hits.length - 1)] ?? null;
  const from = Number(piece.dataset.from);
  if (hit.start < from || hit.start >= from + flat.text.length) return null;
  return rangeOver(flat, hit.start - from, hit.end - from);
}

function evidenceRange(
  piece: HTMLElement,
  flat: FlatText,
  evidence: Evidence,
  byId: ReadonlyMap<string, TraceNode>,
): Range | null {
  const source = byId.get(evidence.node)?.text_parts[evidence.part] ?? "";
  const { shown, toShown } = withControls(source);
  const start = toShown(toUtf16(source, evidence.start));
  const end = toShown(toUtf16(source, evidence.end));
  if (piece.dataset.form === "plain") {
    const from = Number(piece.dataset.from);
    const until = from + flat.text.length;
    return end <= from || start >= until
      ? null
      : rangeOver(flat, Math.max(start, from) - from, Math.min(end, until) - from);
  }
  // A folded text has only its beginning: words that stand behind it must not be taken for the same words in it.
  if (start >= Number(piece.dataset.until)) return null;
  const share = (start - Number(piece.dataset.from)) / Math.max(1, Number(piece.dataset.until));
  const found = locate(flat.text, shown.slice(start, end), share * flat.text.length);
  return found && rangeOver(flat, found.start, found.end);
}
