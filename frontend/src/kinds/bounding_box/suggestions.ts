import { newId } from "./ids";
import { drawable, labelOf } from "./labels";
import type { Answer, Box, Settings } from "./types";

/** The suggested boxes that are neither accepted nor rejected, as sure as is asked for; the surest first. */
export function openSuggestions(suggestion: Answer | null, answer: Answer, threshold: number): Box[] {
  if (!suggestion) return [];
  const done = decided(answer);
  return suggestion.boxes
    .filter((box) => !done.has(box.id) && (box.score ?? 1) >= threshold)
    .sort((one, other) => (other.score ?? 1) - (one.score ?? 1));
}

/** The ids of the suggested boxes that were accepted or rejected. */
export function decided({ boxes, rejected = [] }: Answer): ReadonlySet<string> {
  return new Set([...boxes.flatMap((box) => box.suggested ?? []), ...rejected]);
}

/** A suggested box as a person's own. */
export function accepted({ score: _, ...box }: Box, settings: Settings): Box {
  return { ...box, id: newId(), label: labelOf(settings, box.label)?.key ?? box.label, suggested: box.id };
}

/** Whether people may draw with the label of a suggested box: others can only be rejected. */
export function isAcceptable(box: Box, settings: Settings): boolean {
  const key = labelOf(settings, box.label)?.key;
  return drawable(settings).some((label) => label.key === key);
}

/** The open suggestion after the one that the keys act on, or before it. */
export function neighbour(open: readonly Box[], current: string | null, by: 1 | -1): string | null {
  const at = open.findIndex((box) => box.id === current);
  if (at < 0) return (by === 1 ? open[0] : open.at(-1))?.id ?? null;
  return open[(at + by + open.length) % open.length]?.id ?? null;
}
