import type { Scale } from "@/api/types";

import type { Scalar } from "../types";
import type { Choice } from "./Choices";

const MOST_STEPS = 11;

/** The choices of a criterion's scale in the order they are shown; none for scales that are typed. */
export function choicesOf(scale: Scale): Choice[] {
  switch (scale.type) {
    case "binary":
      return [
        { value: true, label: "Yes" },
        { value: false, label: "No" },
      ];
    case "ordinal":
      return (scale.anchors ?? []).map(named);
    case "categorical":
      return (scale.options ?? []).map(named);
    case "interval":
      return steps(scale);
    case "text":
      return [];
  }
}

function named({ value, label, description }: { value: Scalar; label: string; description?: string }): Choice {
  return { value, label: label || String(value), description };
}

/** A short interval scale is shown as steps to pick; a long one is typed. */
function steps({ min, max, step }: Scale): Choice[] {
  if (min === undefined || max === undefined || !step) return [];
  const count = Math.round((max - min) / step) + 1;
  if (count < 2 || count > MOST_STEPS) return [];
  return Array.from({ length: count }, (_, place) => {
    const value = Number((min + place * step).toFixed(6));
    return { value, label: String(value) };
  });
}
