import type { Scale } from "@/api/types";

import { titleOf } from "../labels";
import type { Settings, Value } from "../types";
import type { Conflict, ConflictType, Layer } from "./conflicts";
import { choicesOf } from "./scaleChoices";

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

export function describeValue(scale: Scale, value: Value | undefined): string {
  if (value === undefined) return "–";
  if ("missing" in value) return value.missing === "cannot_assess" ? "cannot assess" : "not applicable";
  return choicesOf(scale).find((choice) => choice.value === value.value)?.label ?? String(value.value);
}
