import type { Criterion, Scale } from "@/api/types";

import { across } from "./sides";
import type { Content, CriterionAnswer, Scalar, Value } from "./types";

// What a criterion's scale offers and accepts.

export interface Choice {
  value: Scalar;
  label: string;
  description: string;
  key: string;
}

const MOST_INTERVAL_STEPS = 11;

/** The choices of a scale in the order they are shown, with digit keys; empty for scales that are typed. */
export function choicesOf(scale: Scale): Choice[] {
  return withKeys(rawChoices(scale));
}

/** The choices from left to right on this screen: a comparison's "A is better" stores what A really is. */
export function screenChoices(criterion: Criterion, content: Content): Choice[] {
  const choices = choicesOf(criterion.scale);
  if (!isSigned(criterion)) return choices;
  return choices.map((choice) => ({
    ...choice,
    label: inLetters(choice.label),
    description: inLetters(choice.description),
    value: across(content, Number(choice.value)),
  }));
}

/** Rubrics say "Response 1" for the first on screen, which this screen calls A. */
function inLetters(text: string): string {
  return text.replace(
    /\b([Rr]esponse) ([12])\b/g,
    (_, word: string, place: string) => `${word} ${place === "1" ? "A" : "B"}`,
  );
}

/** A choice shown as a digit has that digit as its key; otherwise the first has 1, the second 2 … */
function withKeys(choices: Omit<Choice, "key">[]): Choice[] {
  const areDigits = choices.every(
    ({ value }) => typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 9,
  );
  return choices.map((choice, place) => ({ ...choice, key: areDigits ? String(choice.value) : keyAt(place) }));
}

export function keyAt(place: number): string {
  return place < 9 ? String(place + 1) : "";
}

function rawChoices(scale: Scale): Omit<Choice, "key">[] {
  switch (scale.type) {
    case "binary":
      return [
        { value: true, label: "Yes", description: "" },
        { value: false, label: "No", description: "" },
      ];
    case "ordinal":
      return (scale.anchors ?? []).map(({ value, label, description }) => ({
        value,
        label: label || String(value),
        description: description ?? "",
      }));
    case "categorical":
      return (scale.options ?? []).map(({ value, label, description }) => ({
        value,
        label: label || String(value),
        description: description ?? "",
      }));
    case "interval":
      return intervalChoices(scale);
    case "text":
      return [];
  }
}

/** A short interval scale is shown as steps to pick; a long one is typed. */
function intervalChoices({ min, max, step }: Scale): Omit<Choice, "key">[] {
  if (min === undefined || max === undefined || !step) return [];
  const count = Math.round((max - min) / step) + 1;
  if (count < 2 || count > MOST_INTERVAL_STEPS) return [];
  return Array.from({ length: count }, (_, place) => {
    const value = rounded(min + place * step);
    return { value, label: String(value), description: "" };
  });
}

function rounded(value: number): number {
  return Number(value.toFixed(6));
}

/** Why a typed number is not on the scale, or nothing when it is. */
export function numberProblem(scale: Scale, value: number): string | null {
  if (!Number.isFinite(value)) return "Type a number.";
  if (scale.min !== undefined && value < scale.min) return `The least is ${scale.min}.`;
  if (scale.max !== undefined && value > scale.max) return `The most is ${scale.max}.`;
  if (scale.step && !isOnStep(value, scale.min ?? 0, scale.step)) return `Use steps of ${scale.step}.`;
  return null;
}

function isOnStep(value: number, from: number, step: number): boolean {
  const steps = (value - from) / step;
  return Math.abs(steps - Math.round(steps)) < 1e-6;
}

/** Whether a value answers its criterion: not there at all, an empty text and a number off the scale do not. */
export function isGiven(scale: Scale, value: Value | undefined): boolean {
  return value !== undefined && valueProblem(scale, value) === null;
}

export function valueProblem(scale: Scale, value: Value): string | null {
  if ("missing" in value) return null;
  if (scale.type === "text") return textProblem(scale, String(value.value));
  if (scale.type === "interval") return numberProblem(scale, Number(value.value));
  return null;
}

function textProblem(scale: Scale, text: string): string | null {
  const least = Math.max(scale.min_length ?? 0, 1);
  const length = text.trim().length;
  if (length === 0) return "Write something.";
  return length < least ? `Write at least ${least} characters (${length} so far).` : null;
}

/** The value for one response, or for the comparison when no response is named. */
export function valueOf(answer: CriterionAnswer | undefined, response: string | null): Value | undefined {
  if (answer === undefined) return undefined;
  if (response === null) return isValue(answer) ? answer : undefined;
  return isValue(answer) ? undefined : answer[response];
}

export function isValue(answer: CriterionAnswer): answer is Value {
  return "missing" in answer
    ? typeof answer.missing === "string"
    : "value" in answer && typeof answer.value !== "object";
}

/** A comparison on values that mirror each other around 0: negative says that the first response is better. */
export function isSigned({ applies_to, scale }: Criterion): boolean {
  if (applies_to !== "comparison") return false;
  if (scale.type === "interval") return scale.min !== undefined && scale.min < 0 && scale.min === 0 - (scale.max ?? 0);
  const values = (scale.type === "ordinal" ? (scale.anchors ?? []) : []).map((anchor) => Number(anchor.value));
  return values.some((value) => value < 0) && values.every((value) => values.includes(0 - value));
}

export function describeValue(scale: Scale, value: Value | undefined): string {
  if (value === undefined) return "—";
  if ("missing" in value) return value.missing === "cannot_assess" ? "cannot assess" : "not applicable";
  return choicesOf(scale).find((choice) => choice.value === value.value)?.label ?? String(value.value);
}
