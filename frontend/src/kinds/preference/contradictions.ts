import type { Criterion } from "@/api/types";

import { isRanks, isRatings, isVerdict } from "./answer";
import { letterOf } from "./sides";
import type { Answer, Content, Context, Overall } from "./types";
import { isSigned, isValue, valueOf } from "./values";

// A soft note where every criterion points one way and the overall verdict the other. It never stops a submission:
// a criterion need not be one where more is better.

export function contradiction(answer: Answer, { content, criteria }: Context): string | null {
  if (!answer.overall) return null;
  for (const [one, other] of pairsOf(content)) {
    const overall = overallLean(answer.overall, one, other);
    const leans = criteria
      .map((criterion) => leanOf(criterion, answer, content, one, other))
      .filter((lean) => lean !== 0);
    if (overall === null || leans.length === 0) continue;
    const note = noteFor(overall, leans, letterOf(content, one), letterOf(content, other));
    if (note) return note;
  }
  return null;
}

function noteFor(overall: number, leans: number[], one: string, other: string): string | null {
  const favoured = leans.every((lean) => lean < 0) ? one : leans.every((lean) => lean > 0) ? other : null;
  if (favoured === null) return null;
  const says = overall < 0 ? one : other;
  if (overall === 0)
    return leans.length > 1
      ? `Each criterion that differs favours ${favoured}, but overall they are about the same.`
      : null;
  return says === favoured ? null : `Each criterion that differs favours ${favoured}, but overall ${says} is better.`;
}

function pairsOf({ responses }: Content): [string, string][] {
  const ids = responses.map((response) => response.id);
  return ids.flatMap((one, place) => ids.slice(place + 1).map((other): [string, string] => [one, other]));
}

/** Negative: `one` is better; positive: `other`; 0: the same; null: not said. */
function overallLean(overall: Overall, one: string, other: string): number | null {
  if (isVerdict(overall)) return verdictLean(overall, one, other);
  if (isRatings(overall)) return difference(overall.ratings[one], overall.ratings[other]);
  return isRanks(overall) ? difference(overall.ranks[other], overall.ranks[one]) : null;
}

function verdictLean(overall: Extract<Overall, { verdict: string }>, one: string, other: string): number | null {
  if (overall.verdict === "same") return 0;
  if (overall.verdict !== "prefer") return null;
  return one < other ? overall.strength : 0 - overall.strength;
}

function difference(one: unknown, other: unknown): number | null {
  return typeof one === "number" && typeof other === "number" ? other - one : null;
}

function leanOf(criterion: Criterion, answer: Answer, content: Content, one: string, other: string): number {
  const given = answer.criteria[criterion.key];
  if (given === undefined || criterion.weight <= 0) return 0;
  if (isValue(given)) return comparisonLean(criterion, given, content, one, other);
  return difference(magnitude(criterion, valueOf(given, one)), magnitude(criterion, valueOf(given, other))) ?? 0;
}

function comparisonLean(criterion: Criterion, value: unknown, content: Content, one: string, other: string): number {
  const size = magnitude(criterion, value);
  if (!isSigned(criterion) || size === null || content.responses.length !== 2) return 0;
  return one < other ? size : 0 - size;
}

function magnitude({ scale }: Criterion, value: unknown): number | null {
  if (typeof value !== "object" || value === null || !("value" in value)) return null;
  if (scale.type === "binary") return value.value === true ? 1 : 0;
  const counts = scale.type === "ordinal" || scale.type === "interval";
  return counts && typeof value.value === "number" ? value.value : null;
}
