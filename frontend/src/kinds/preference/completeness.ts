import { valueProblem } from "@/lib/scales";

import { isRanks, isRatings, isVerdict, overallAt } from "./answer";
import { hasTies } from "./ranking";
import { presetOf, strengthWords } from "./scales";
import { finalText, pointOf } from "./sides";
import type { Answer, Context, Overall, RationaleSettings, Settings } from "./types";
import { type Unit, unitsOf } from "./units";
import { valueOf } from "./values";

// What keeps an answer from being submitted. The server checks the same rules; here people see them before they send.

/** What is missing, by the path of its place, in the order of the screen; empty when the answer is complete. */
export function missing(answer: Answer, context: Context): Record<string, string> {
  const found = unitsOf(context).map((unit): [string, string | null] => [unit.id, problemIn(unit, answer, context)]);
  const all: [string, string | null][] = [
    ...found,
    ["rationale", rationaleProblem(answer, context.settings.rationale)],
    ["edit", editProblem(answer, context)],
  ];
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== null));
}

export function isComplete(answer: Answer, context: Context): boolean {
  return Object.keys(missing(answer, context)).length === 0;
}

function problemIn(unit: Unit, answer: Answer, { settings }: Context): string | null {
  const problem = unit.type === "criterion" ? criterionProblem(unit, answer) : overallProblem(unit, answer, settings);
  return problem && `${unit.title}: ${problem}`;
}

/** Who cannot assess the task at all is excused from its required criteria. */
function criterionProblem(unit: Extract<Unit, { type: "criterion" }>, answer: Answer): string | null {
  const { key, scale, required } = unit.criterion;
  const value = valueOf(answer.criteria[key], unit.response);
  if (value !== undefined) return valueProblem(scale, value);
  return required && !isUnassessed(answer.overall) ? "not judged yet." : null;
}

function overallProblem(
  { turn, response }: Extract<Unit, { type: "overall" }>,
  answer: Answer,
  settings: Settings,
): string | null {
  const overall = overallAt(answer, turn);
  if (overall === undefined || !isUnitGiven(overall, response)) return "not judged yet.";
  const point = pointGiven(overall, response);
  const isOnScale = point === null || presetOf(settings).points.includes(point);
  return isOnScale ? null : "not on the scale any more. Choose again.";
}

/** Where a judgement stands on the scale of the project; null for what is on none. */
function pointGiven(overall: Overall, response: string | null): number | null {
  if (isVerdict(overall)) return pointOf(overall);
  const rating = isRatings(overall) && response !== null ? overall.ratings[response] : undefined;
  return typeof rating === "number" ? rating : null;
}

/** Whether nothing at all could be judged. */
export function isUnassessed(overall: Overall | undefined): boolean {
  if (overall === undefined) return false;
  if (isRatings(overall)) return Object.values(overall.ratings).every((rating) => rating === "cannot_assess");
  return isVerdict(overall) && overall.verdict === "cannot_assess";
}

/** Whether the verdict is there; for ratings and ranks, whether this response has its own. */
export function isUnitGiven(overall: Overall | undefined, response: string | null): boolean {
  if (overall === undefined) return false;
  if (isVerdict(overall) || response === null) return true;
  return isRatings(overall) ? overall.ratings[response] !== undefined : overall.ranks[response] !== undefined;
}

function rationaleProblem(answer: Answer, settings: RationaleSettings): string | null {
  if (!isRationaleRequired(answer.overall, settings)) return null;
  const length = answer.rationale.trim().length;
  const least = Math.max(settings.min_length, 1);
  if (length >= least) return null;
  return length === 0 ? "Rationale: say why." : `Rationale: at least ${least} characters (${length} so far).`;
}

function editProblem({ edit }: Answer, { content }: Context): string | null {
  if (!edit) return null;
  const base = content.responses.find((response) => response.id === edit.base);
  const changed = edit.text.trim() !== "" && edit.text.trim() !== (base ? finalText(base).trim() : "");
  return changed ? null : "Better version: change the text, or remove it.";
}

/** Whether this verdict needs a rationale under the project's rule. */
export function isRationaleRequired(overall: Overall | undefined, { rule, strength }: RationaleSettings): boolean {
  if (overall === undefined || rule === "never" || isUnassessed(overall)) return false;
  if (rule === "always") return true;
  return rule === "ties" ? isTie(overall) : isStrong(overall, strength);
}

function isTie(overall: Overall): boolean {
  if (isRanks(overall)) return hasTies(overall.ranks);
  return isVerdict(overall) && (overall.verdict === "same" || overall.verdict === "both_bad");
}

function isStrong(overall: Overall, strength: number): boolean {
  return isVerdict(overall) && overall.verdict === "prefer" && Math.abs(overall.strength) >= strength;
}

/** Why a rationale is asked for, in words. */
export function rationaleHint(settings: Settings): string {
  const { rule, strength, min_length } = settings.rationale;
  const least = min_length > 0 ? ` At least ${min_length} characters.` : "";
  switch (rule) {
    case "never":
      return "Optional.";
    case "always":
      return `Required.${least}`;
    case "ties":
      return `${settings.mode === "ranking" ? "Required when responses share a place." : "Required when none is better."}${least}`;
    case "above_strength":
      return `Required from “${strengthWords(presetOf(settings), strength)}” on.${least}`;
  }
}
