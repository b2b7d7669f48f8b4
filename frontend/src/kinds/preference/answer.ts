import type { Value } from "@/lib/scales";

import { dense, isFullyRanked, withRank } from "./ranking";
import type { Answer, CriterionAnswer, Edit, Overall, PairwiseVerdict, Ranks, Rating, Ratings } from "./types";
import { isValue } from "./values";

// The answer while it grows: every act of a person is an action, and `reduce` gives the next answer.

export type Action =
  | { type: "verdict"; verdict: PairwiseVerdict; turn: number | null }
  | { type: "rating"; response: string; rating: Rating; turn: number | null }
  | { type: "unrate"; response: string; turn: number | null }
  | { type: "rank"; response: string; rank: number | null; turn: number | null; of: readonly string[] }
  | { type: "cannot_rank"; turn: number | null }
  | { type: "clear_overall"; turn: number | null }
  | { type: "criterion"; key: string; response: string | null; value: Value | null }
  | { type: "rationale"; text: string }
  | { type: "reason"; reason: string }
  | { type: "edit"; edit: Edit | null };

export function emptyAnswer(): Answer {
  return { criteria: {}, rationale: "", reasons: [], edit: null };
}

export function reduce(answer: Answer, action: Action): Answer {
  switch (action.type) {
    case "verdict":
      return withOverall(answer, action.turn, action.verdict);
    case "rating":
      return withOverall(answer, action.turn, {
        ratings: { ...ratingsAt(answer, action.turn), [action.response]: action.rating },
      });
    case "unrate":
      return withRatings(answer, action.turn, withEntry(ratingsAt(answer, action.turn), action.response, undefined));
    case "rank":
      return withRanks(
        answer,
        action.turn,
        withRank(ranksAt(answer, action.turn), action.response, action.rank),
        action.of,
      );
    case "cannot_rank":
      return withOverall(answer, action.turn, { verdict: "cannot_assess" });
    case "clear_overall":
      return withOverall(answer, action.turn, undefined);
    case "criterion":
      return withCriterion(answer, action.key, action.response, action.value);
    case "rationale":
      return { ...answer, rationale: action.text };
    case "reason":
      return { ...answer, reasons: toggled(answer.reasons, action.reason) };
    case "edit":
      return { ...answer, edit: action.edit };
  }
}

export function overallAt(answer: Answer, turn: number | null): Overall | undefined {
  return turn === null ? answer.overall : answer.turns?.[String(turn)];
}

export function verdictAtTurn(answer: Answer, turn: number | null): PairwiseVerdict | undefined {
  const overall = overallAt(answer, turn);
  return overall && isVerdict(overall) ? overall : undefined;
}

export function ratingsAt(answer: Answer, turn: number | null): Record<string, Rating> {
  const overall = overallAt(answer, turn);
  return overall && isRatings(overall) ? overall.ratings : {};
}

export function ranksAt(answer: Answer, turn: number | null): Record<string, number> {
  const overall = overallAt(answer, turn);
  return overall && isRanks(overall) ? overall.ranks : {};
}

export function isVerdict(overall: Overall): overall is PairwiseVerdict {
  return "verdict" in overall;
}

export function isRatings(overall: Overall): overall is Ratings {
  return "ratings" in overall;
}

export function isRanks(overall: Overall): overall is Ranks {
  return "ranks" in overall;
}

function withOverall(answer: Answer, turn: number | null, overall: Overall | undefined): Answer {
  if (turn !== null) return { ...answer, turns: withEntry(answer.turns ?? {}, String(turn), overall) };
  const next = { ...answer, overall };
  if (overall === undefined) delete next.overall;
  return next;
}

function withRatings(answer: Answer, turn: number | null, ratings: Record<string, Rating>): Answer {
  return withOverall(answer, turn, Object.keys(ratings).length > 0 ? { ratings } : undefined);
}

/** Places may have gaps until each response has one; then they close up. */
function withRanks(answer: Answer, turn: number | null, ranks: Record<string, number>, ids: readonly string[]): Answer {
  if (Object.keys(ranks).length === 0) return withOverall(answer, turn, undefined);
  return withOverall(answer, turn, { ranks: isFullyRanked(ranks, ids) ? dense(ranks) : ranks });
}

function withCriterion(answer: Answer, key: string, response: string | null, given: Value | null): Answer {
  const value = given && isEmptyText(given) ? null : given;
  const next = response === null ? (value ?? undefined) : withResponseValue(answer.criteria[key], response, value);
  return { ...answer, criteria: withEntry(answer.criteria, key, next) };
}

function withResponseValue(
  before: CriterionAnswer | undefined,
  response: string,
  value: Value | null,
): CriterionAnswer | undefined {
  const values = before === undefined || isValue(before) ? {} : before;
  const next = withEntry(values, response, value ?? undefined);
  return Object.keys(next).length > 0 ? next : undefined;
}

function isEmptyText(value: Value): boolean {
  return "value" in value && typeof value.value === "string" && value.value.trim() === "";
}

function withEntry<T>(entries: Record<string, T>, key: string, value: T | undefined): Record<string, T> {
  const others = Object.fromEntries(Object.entries(entries).filter(([each]) => each !== key));
  return value === undefined ? others : { ...others, [key]: value };
}

function toggled(reasons: string[], reason: string): string[] {
  return reasons.includes(reason) ? reasons.filter((each) => each !== reason) : [...reasons, reason];
}

/** An answer from a stored draft: whatever is not of the right shape is left out. */
export function fromDraft(raw: unknown): Answer {
  if (!isRecord(raw)) return emptyAnswer();
  return {
    ...emptyAnswer(),
    ...(isRecord(raw.overall) && { overall: raw.overall as unknown as Overall }),
    ...(isRecord(raw.turns) && { turns: raw.turns as unknown as Record<string, Overall> }),
    ...(isRecord(raw.criteria) && { criteria: raw.criteria as Record<string, CriterionAnswer> }),
    ...(typeof raw.rationale === "string" && { rationale: raw.rationale }),
    ...(Array.isArray(raw.reasons) && { reasons: raw.reasons.filter((each) => typeof each === "string") }),
    ...(isRecord(raw.edit) && { edit: raw.edit as unknown as Edit }),
  };
}

function isRecord(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}
