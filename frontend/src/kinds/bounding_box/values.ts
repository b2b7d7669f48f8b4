import type { Scale } from "@/api/types";

import type { Attribute, AttributeValue, Scalar, Value } from "./types";

// What an attribute or a criterion accepts as a value.

/** Why a value does not answer an attribute; null when it does. */
export function attributeProblem(attribute: Attribute, value: AttributeValue | undefined): string | null {
  if (value === undefined) return attribute.required ? "not answered yet." : null;
  if ("missing" in value) return attribute.not_sure ? null : "“not sure” is no answer here.";
  return scalarProblem(attribute, value.value);
}

function scalarProblem(attribute: Attribute, value: Scalar): string | null {
  switch (attribute.type) {
    case "radio":
    case "select":
      return attribute.options?.some((option) => option.value === value) ? null : "choose one of the options.";
    case "checkbox":
      return typeof value === "boolean" ? null : "say yes or no.";
    case "number":
      return rangeProblem(Number(value), attribute.min, attribute.max, attribute.step);
    case "text":
      return lengthProblem(String(value), attribute);
  }
}

function lengthProblem(text: string, { required, max_length: most = 200 }: Attribute): string | null {
  if (required && text.trim() === "") return "write something.";
  return text.length > most ? `at most ${most} characters (${text.length} so far).` : null;
}

/** Why a number is not in a range; null when it is. */
export function rangeProblem(
  value: number,
  least: number | null | undefined,
  most: number | null | undefined,
  step: number | null | undefined,
): string | null {
  if (!Number.isFinite(value)) return "type a number.";
  if (isNumber(least) && value < least) return `the least is ${least}.`;
  if (isNumber(most) && value > most) return `the most is ${most}.`;
  if (step && !isOnStep(value, least ?? 0, step)) return `use steps of ${step}.`;
  return null;
}

function isNumber(limit: number | null | undefined): limit is number {
  return typeof limit === "number";
}

function isOnStep(value: number, from: number, step: number): boolean {
  const steps = (value - from) / step;
  return Math.abs(steps - Math.round(steps)) < 1e-6;
}

/** Why a value is not on a criterion's scale; null when it is. */
export function valueProblem(scale: Scale, value: Value): string | null {
  if ("missing" in value) return null;
  if (scale.type === "interval") return rangeProblem(Number(value.value), scale.min, scale.max, scale.step);
  if (scale.type !== "text") return null;
  const length = String(value.value).trim().length;
  const least = Math.max(scale.min_length ?? 0, 1);
  return length < least ? `write at least ${least} characters (${length} so far).` : null;
}
