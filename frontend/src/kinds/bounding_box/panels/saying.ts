import { titleOf } from "../labels";
import type { Settings } from "../types";
import type { Conflict, ConflictType, Layer } from "./conflicts";

export const TYPE_WORDS: Record<ConflictType, string> = { label: "Label", place: "Place", found: "Found" };

/** "RBC or WBC", "RBC, overlap 0.41", "RBC, not by C": what a conflict is about, in a line. */
export function sayConflict({ type, members, absent, iou }: Conflict, layers: readonly Layer[], settings: Settings) {
  const titles = [...new Set(members.map(({ box }) => titleOf(settings, box.label)))].join(" or ");
  const missing = absent.map((id) => layers.find((layer) => layer.id === id)?.name ?? id).join(", ");
  const parts = [
    titles,
    ...(type === "place" && iou !== null ? [`overlap ${iou.toFixed(2)}`] : []),
    ...(missing ? [`not by ${missing}`] : []),
  ];
  return parts.join(", ");
}
