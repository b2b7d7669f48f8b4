import type { Anchor, Criterion, Scale, ScaleType } from "@/api/types";

export const SCALE_TYPES: { value: ScaleType; label: string; help: string }[] = [
  { value: "ordinal", label: "Ordered steps", help: "From worst to best; the steps need not be equally far apart." },
  { value: "binary", label: "Yes or no", help: "One thing holds or does not." },
  { value: "categorical", label: "Categories", help: "One of several that have no order." },
  { value: "interval", label: "Number", help: "Equal differences mean the same everywhere on the scale." },
  { value: "text", label: "Text", help: "A remark. It is not measured." },
];

const FIVE_STEPS = ["Very poor", "Poor", "Fair", "Good", "Very good"];

const FRESH: Record<ScaleType, () => Scale> = {
  binary: () => ({ type: "binary" }),
  ordinal: () => ({
    type: "ordinal",
    anchors: FIVE_STEPS.map((label, index) => ({ value: index + 1, label, description: "" })),
  }),
  categorical: () => ({
    type: "categorical",
    options: [
      { value: "first", label: "First", description: "" },
      { value: "second", label: "Second", description: "" },
    ],
  }),
  interval: () => ({ type: "interval", min: 0, max: 100, step: 1 }),
  text: () => ({ type: "text", min_length: 0 }),
};

export const freshScale = (type: ScaleType): Scale => FRESH[type]();

/** "Is it true?" → `is_it_true`: what stands in exports. Never empty, never taken twice. */
export function keyFor(title: string, taken: readonly string[], fallback = "criterion"): string {
  const plain = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[_0-9]+|_+$/g, "")
    .slice(0, 36);
  const base = plain || fallback;
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? base : `${base}_${String(number)}`;
    if (!taken.includes(key)) return key;
  }
}

export function newCriterion(taken: readonly string[], appliesTo: string): Criterion {
  return {
    key: keyFor("", taken),
    title: "",
    guidance: "",
    scale: freshScale("ordinal"),
    applies_to: appliesTo,
    required: true,
    weight: 1,
  };
}

/** The list with one entry moved by a step; as it was at the ends. */
export function moved<Entry>(list: readonly Entry[], index: number, step: -1 | 1): Entry[] {
  const target = index + step;
  const entry = list[index];
  if (entry === undefined || target < 0 || target >= list.length) return [...list];
  return list.toSpliced(index, 1).toSpliced(target, 0, entry);
}

/** The next anchor of an ordered scale stands one above the last. */
export function nextAnchor(anchors: readonly Anchor[]): Anchor {
  const last = anchors.at(-1)?.value;
  return { value: typeof last === "number" ? last + 1 : 1, label: "", description: "" };
}

export function nextOption(options: readonly Anchor[]): Anchor {
  return {
    value: keyFor(
      "option",
      options.map((option) => String(option.value)),
    ),
    label: "",
    description: "",
  };
}
