import type { Criterion, Scale } from "@/api/types";
import { choicesOf, type ScaleChoice, type Value } from "@/lib/scales";

import { across } from "./sides";
import type { Content, CriterionAnswer } from "./types";

// A criterion's scale on this screen: with keys, with the sides as they are shown, for one response or both together.

export interface Choice extends ScaleChoice {
  key: string;
}

/** The choices of a scale in the order they are shown, with digit keys; empty for scales that are typed. */
export function keyedChoices(scale: Scale): Choice[] {
  return withKeys(choicesOf(scale));
}

/** The choices from left to right on this screen: a comparison's "A is better" stores what A really is. */
export function screenChoices(criterion: Criterion, content: Content): Choice[] {
  const choices = keyedChoices(criterion.scale);
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
function withKeys(choices: readonly ScaleChoice[]): Choice[] {
  const areDigits = choices.every(
    ({ value }) => typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 9,
  );
  return choices.map((choice, place) => ({ ...choice, key: areDigits ? String(choice.value) : keyAt(place) }));
}

export function keyAt(place: number): string {
  return place < 9 ? String(place + 1) : "";
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
