import { count, counted } from "@/lib/format";

import { titleOf } from "./labels";
import { countsByLabel } from "./panels/counting";
import type { Answer, Settings } from "./types";

const MOST_NAMED = 6;

/** "12 boxes: 9 RBC, 2 WBC, 1 Platelets", the most frequent label first. */
export function sayAnswer({ boxes, no_objects, comments }: Answer, settings: Settings): string {
  const remarks = comments.length > 0 ? ` · ${counted(comments.length, "comment")}` : "";
  if (boxes.length === 0) return (no_objects ? "No objects" : "No boxes") + remarks;
  return `${counted(boxes.length, "box", "boxes")}: ${sayLabels(countsByLabel(boxes, settings), settings)}${remarks}`;
}

function sayLabels(counts: ReadonlyMap<string, number>, settings: Settings): string {
  const sorted = [...counts].sort(([, one], [, other]) => other - one);
  const named = sorted.slice(0, MOST_NAMED).map(([key, boxes]) => `${count(boxes)} ${titleOf(settings, key)}`);
  const rest = sorted.slice(MOST_NAMED).reduce((sum, [, boxes]) => sum + boxes, 0);
  return [...named, ...(rest > 0 ? [`${count(rest)} others`] : [])].join(", ");
}
