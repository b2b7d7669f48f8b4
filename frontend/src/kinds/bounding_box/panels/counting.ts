import { labelOf } from "../labels";
import type { Box, Settings } from "../types";

/** How many boxes have each label; merged labels count as what they were merged into. */
export function countsByLabel(boxes: readonly Box[], settings: Settings): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const box of boxes) {
    const key = labelOf(settings, box.label)?.key ?? box.label;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
