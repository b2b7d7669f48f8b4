import type { Value } from "@/lib/scales";

import { type Action, overallAt } from "./answer";
import { isUnitGiven } from "./completeness";
import { presetOf } from "./scales";
import { screenPoints, verdictAt } from "./sides";
import type { Answer, Context } from "./types";
import type { Unit } from "./units";
import { keyAt, screenChoices, valueOf } from "./values";

// What a key means on the unit that has the focus.

export type MissingReason = "cannot_assess" | "not_applicable";

/** The act of a digit key, or nothing when the unit has no such choice. */
export function pick(unit: Unit, key: string, context: Context): Action | null {
  if (unit.type === "criterion") {
    const choice = screenChoices(unit.criterion, context.content).find((each) => each.key === key);
    return choice ? criterionAction(unit, { value: choice.value }) : null;
  }
  const { response, turn } = unit;
  if (response === null) return pickPoint(key, turn, context);
  return context.settings.mode === "rating"
    ? pickRating(key, response, turn, context)
    : pickRank(key, response, turn, context);
}

function pickPoint(key: string, turn: number | null, { content, settings }: Context): Action | null {
  const point = screenPoints(content, settings).find((each) => each.key === key);
  return point ? { type: "verdict", verdict: verdictAt(point.canonical), turn } : null;
}

function pickRating(key: string, response: string, turn: number | null, { settings }: Context): Action | null {
  const rating = presetOf(settings).points.find((point) => String(point) === key);
  return rating === undefined ? null : { type: "rating", response, rating, turn };
}

function pickRank(key: string, response: string, turn: number | null, { content }: Context): Action | null {
  const place = content.responses.findIndex((_, index) => keyAt(index) === key);
  const of = content.responses.map(({ id }) => id);
  return place === -1 ? null : { type: "rank", response, rank: place + 1, turn, of };
}

/** Saying that a unit cannot be assessed or does not apply; an overall verdict always applies. */
export function pickMissing(unit: Unit, reason: MissingReason, { settings }: Context): Action | null {
  if (unit.type === "criterion") return criterionAction(unit, { missing: reason });
  if (reason === "not_applicable") return null;
  const { response, turn } = unit;
  if (settings.mode === "rating" && response !== null)
    return { type: "rating", response, rating: "cannot_assess", turn };
  return settings.mode === "ranking"
    ? { type: "cannot_rank", turn }
    : { type: "verdict", verdict: { verdict: "cannot_assess" }, turn };
}

export function criterionAction(unit: Extract<Unit, { type: "criterion" }>, value: Value | null): Action {
  return { type: "criterion", key: unit.criterion.key, response: unit.response, value };
}

export function isAnswered(unit: Unit, answer: Answer): boolean {
  if (unit.type === "criterion") return valueOf(answer.criteria[unit.criterion.key], unit.response) !== undefined;
  return isUnitGiven(overallAt(answer, unit.turn), unit.response);
}

/** Where to begin, or to go on. */
export function firstOpen(units: readonly Unit[], answer: Answer): string {
  return (units.find((unit) => !isAnswered(unit, answer)) ?? units[0])?.id ?? "";
}

/** The unit to go to after this one: the next that is not answered, else the one that follows. */
export function unitAfter(units: readonly Unit[], current: string, answer: Answer): string {
  const at = units.findIndex((unit) => unit.id === current);
  const open = units.slice(at + 1).find((unit) => !isAnswered(unit, answer));
  return (open ?? units[at + 1] ?? units[at])?.id ?? current;
}

export function unitBeside(units: readonly Unit[], current: string, by: 1 | -1): string {
  const at = units.findIndex((unit) => unit.id === current);
  const to = at === -1 ? 0 : Math.min(Math.max(at + by, 0), units.length - 1);
  return units[to]?.id ?? current;
}
