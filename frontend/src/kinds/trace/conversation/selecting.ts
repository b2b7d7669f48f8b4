import type { FoundEvidence } from "../actions";
import { isTooLong, TOO_LONG } from "../answering/evidence";
import { sliceByCodePoints, toCodePoints } from "../codePoints";
import type { Trace } from "../steps";
import { withControls } from "./controls";
import { flatten, offsetIn } from "./flattening";
import { locate } from "./locating";

// From the text that a person has selected in the page to a stretch of a node's text.

/** The pieces of the page that show a node's text carry where it comes from. */
export const TEXT = "[data-text]";

/** Why a selection is no evidence, as a sentence. */
export interface NotFound {
  problem: string;
  /** It would work in the text as it was written. */
  plain?: boolean;
}

export function evidenceFrom(range: Range, trace: Trace): FoundEvidence | NotFound {
  const piece = pieceOf(range);
  const node = trace.byId.get(piece?.dataset.node ?? "");
  const part = Number(piece?.dataset.part);
  const source = node?.text_parts[part];
  if (!piece || !node || source === undefined) return { problem: "Select words in the text of a step." };
  const flat = flatten(piece);
  const start = offsetIn(flat, range.startContainer, range.startOffset) ?? 0;
  const end = piece.contains(range.endContainer)
    ? (offsetIn(flat, range.endContainer, range.endOffset) ?? flat.text.length)
    : flat.text.length;
  const selected = flat.text.slice(start, end);
  if (selected.trim() === "") return { problem: "Select words in the text of a step." };
  const stretch =
    piece.dataset.form === "plain"
      ? trimmed(selected, start + Number(piece.dataset.from))
      : locate(withControls(source).shown, selected, placeIn(piece, start / Math.max(1, flat.text.length)));
  if (!stretch) return { problem: "This cannot be found in the text as it was written. Select it there.", plain: true };
  const evidence = evidenceAt({ node: node.id, part, source, shown: stretch });
  return isTooLong(evidence) ? { problem: TOO_LONG } : evidence;
}

function pieceOf(range: Range): HTMLElement | null {
  const start = range.startContainer;
  const element = start instanceof Element ? start : start.parentElement;
  const within = element?.closest<HTMLElement>(TEXT);
  if (within) return within;
  // A triple click may begin the selection just before the text.
  const first = range.startContainer.childNodes[range.startOffset];
  return first instanceof HTMLElement
    ? (first.closest<HTMLElement>(TEXT) ?? first.querySelector<HTMLElement>(TEXT))
    : null;
}

/** Without the spaces around it, which nobody means to quote. */
function trimmed(selected: string, from: number): { start: number; end: number } {
  const start = from + selected.length - selected.trimStart().length;
  return { start, end: start + selected.trim().length };
}

/** Markdown is shown without its signs, so its words are looked up near the place they are at. */
export function placeIn({ dataset: { from, until } }: HTMLElement, share: number): number {
  return Number(from) + share * (Number(until) - Number(from));
}

function evidenceAt(found: {
  node: string;
  part: number;
  source: string;
  shown: { start: number; end: number };
}): FoundEvidence {
  const { node, part, source, shown } = found;
  const { toSource } = withControls(source);
  const start = toCodePoints(source, toSource(shown.start));
  const before = toSource(shown.end);
  // Half a letter cannot be quoted: the end takes in the whole of it.
  const splitsPair = /[\udc00-\udfff]/.test(source.charAt(before)) && /[\ud800-\udbff]/.test(source.charAt(before - 1));
  const end = toCodePoints(source, splitsPair ? before + 1 : before);
  return { node, part, start, end, quote: sliceByCodePoints(source, start, end) };
}

/** What is selected in the page now, as evidence; null if that is no text of a step. */
export function takeSelection(trace: Trace): FoundEvidence | null {
  const found = readSelection(trace);
  return found && "node" in found ? found : null;
}

/** What is selected in the page now, or why it is no evidence; null if nothing is selected. */
export function readSelection(trace: Trace): FoundEvidence | NotFound | null {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  return evidenceFrom(selection.getRangeAt(0), trace);
}
