// What a criterion's scale offers and accepts, whatever the criterion is about.

/** A scale as rubrics have it. */
export interface Scale {
  type: "binary" | "ordinal" | "categorical" | "interval" | "text";
  anchors?: Anchor[];
  options?: Anchor[];
  min?: number;
  max?: number;
  step?: number;
  min_length?: number;
}

/** A value of a scale, what it is called and what it means. */
export interface Anchor {
  value: Scalar;
  label: string;
  description?: string;
}

export type Scalar = string | number | boolean;

export type Value = { value: Scalar } | { missing: "cannot_assess" | "not_applicable" };

export interface ScaleChoice {
  value: Scalar;
  label: string;
  description: string;
}

const MOST_STEPS = 11;

/** The choices of a scale in the order they are shown; none for scales that are typed. */
export function choicesOf(scale: Scale): ScaleChoice[] {
  switch (scale.type) {
    case "binary":
      return [named({ value: true, label: "Yes" }), named({ value: false, label: "No" })];
    case "ordinal":
      return (scale.anchors ?? []).map(named);
    case "categorical":
      return (scale.options ?? []).map(named);
    case "interval":
      return stepsOf(scale);
    case "text":
      return [];
  }
}

function named({ value, label, description = "" }: Anchor): ScaleChoice {
  return { value, label: label || String(value), description };
}

/** A short interval scale is shown as steps to pick; a long one is typed. */
function stepsOf({ min, max, step }: Scale): ScaleChoice[] {
  if (min === undefined || max === undefined || !step) return [];
  const count = Math.round((max - min) / step) + 1;
  if (count < 2 || count > MOST_STEPS) return [];
  return Array.from({ length: count }, (_, place) =>
    named({ value: Number((min + place * step).toFixed(6)), label: "" }),
  );
}

/** Why a value is not on the scale, as a sentence; null when it is. */
export function valueProblem(scale: Scale, value: Value): string | null {
  if ("missing" in value) return null;
  const said = value.value;
  switch (scale.type) {
    case "text":
      return typeof said === "string" ? textProblem(said, scale.min_length ?? 0) : "Write it in words.";
    case "interval":
      return numberProblem(typeof said === "number" ? said : Number.NaN, scale);
    default:
      return choicesOf(scale).some((choice) => choice.value === said) ? null : OFF_SCALE;
  }
}

/** The scale of an earlier version of the rubric had the value. */
const OFF_SCALE = "This is not on the scale. Choose again.";

function textProblem(text: string, least: number): string | null {
  const length = text.trim().length;
  if (length === 0) return "Write something.";
  return length < least ? `Write at least ${least} characters (${length} so far).` : null;
}

interface Range {
  min?: number | null;
  max?: number | null;
  step?: number | null;
}

/** Why a number is not in a range, as a sentence; null when it is. */
export function numberProblem(value: number, { min, max, step }: Range): string | null {
  if (!Number.isFinite(value)) return "Type a number.";
  if (typeof min === "number" && value < min) return `The least is ${min}.`;
  if (typeof max === "number" && value > max) return `The most is ${max}.`;
  return step && !isOnStep(value, min ?? 0, step) ? `Use steps of ${step}.` : null;
}

function isOnStep(value: number, from: number, step: number): boolean {
  const steps = (value - from) / step;
  return Math.abs(steps - Math.round(steps)) < 1e-6;
}

export function describeValue(scale: Scale, value: Value | undefined): string {
  if (value === undefined) return "—";
  if ("missing" in value) return value.missing === "cannot_assess" ? "cannot assess" : "not applicable";
  return choicesOf(scale).find((choice) => choice.value === value.value)?.label ?? String(value.value);
}
