import type { Criterion } from "@/api/types";

import { presetOf, ratingWords } from "./scales";
import { letterOf, screenPoints } from "./sides";
import type { Context, Message, Mode } from "./types";
import { keyAt, screenChoices } from "./values";

// Units are what is judged, one by one, in the order of the screen: criteria first, the overall verdict last.
// Their ids are the paths by which the server names what is wrong.

export type Unit =
  | { id: string; type: "criterion"; title: string; criterion: Criterion; response: string | null }
  | { id: string; type: "overall"; title: string; turn: number | null; response: string | null };

export function unitsOf(context: Context): Unit[] {
  return [...context.criteria.flatMap((criterion) => criterionUnits(context, criterion)), ...overallUnits(context)];
}

function criterionUnits({ content }: Context, criterion: Criterion): Unit[] {
  if (criterion.applies_to === "comparison") {
    return content.responses.length > 1 ? [criterionUnit(criterion, null, criterion.title)] : [];
  }
  return content.responses.map(({ id }) => criterionUnit(criterion, id, namedFor({ content }, criterion.title, id)));
}

function namedFor({ content }: Pick<Context, "content">, title: string, id: string): string {
  return content.responses.length > 1 ? `${title}, ${letterOf(content, id)}` : title;
}

function criterionUnit(criterion: Criterion, response: string | null, title: string): Unit {
  return { id: criterionUnitId(criterion.key, response), type: "criterion", title, criterion, response };
}

export function criterionUnitId(key: string, response: string | null): string {
  return response === null ? `criteria.${key}` : `criteria.${key}.${response}`;
}

const PART: Record<Mode, string> = { pairwise: "", rating: ".ratings", ranking: ".ranks" };

export function overallUnitId(mode: Mode, turn: number | null, response: string | null): string {
  const base = turn === null ? "overall" : `turns.${turn}`;
  return response === null ? base : `${base}${PART[mode]}.${response}`;
}

function overallUnits(context: Context): Unit[] {
  return [...judgedTurns(context), null].flatMap((turn) => overallUnitsOf(context, turn));
}

function overallUnitsOf(context: Context, turn: number | null): Unit[] {
  const { content, settings } = context;
  const title = turn === null ? "Overall" : `Turn ${turn + 1}`;
  const responses = settings.mode === "pairwise" ? [null] : content.responses.map(({ id }) => id);
  return responses.map((response) => ({
    id: overallUnitId(settings.mode, turn, response),
    type: "overall",
    title: response === null ? title : namedFor(context, title, response),
    turn,
    response,
  }));
}

/** The turns that are judged one by one: none when only the last counts, or when there is only one. */
export function judgedTurns({ content, settings }: Pick<Context, "content" | "settings">): number[] {
  if (settings.turns !== "every") return [];
  const counts = content.responses.map((response) => assistantTurns(response.messages));
  const count = Math.min(...counts);
  return count > 1 ? Array.from({ length: count }, (_, turn) => turn) : [];
}

function assistantTurns(messages: Message[]): number {
  return messages.filter((message) => message.role === "assistant").length;
}

/** What the digit keys choose from on a unit. */
export function digitsOf(unit: Unit, { content, settings }: Context): { key: string; label: string }[] {
  if (unit.type === "criterion") return screenChoices(unit.criterion, content).filter((choice) => choice.key);
  const preset = presetOf(settings);
  if (preset.mode === "pairwise") return screenPoints(content, settings);
  if (preset.mode === "rating")
    return preset.points.map((value) => ({ key: String(value), label: ratingWords(preset, value) }));
  return content.responses.map((_, place) => ({ key: keyAt(place), label: `Place ${place + 1}` }));
}
