import type { Criterion } from "@/api/types";
import { describeValue, type Value } from "@/lib/scales";

import { isRanks, isRatings } from "./answer";
import { tiers } from "./ranking";
import { presetOf, ratingWords, strengthWords } from "./scales";
import type { Answer, Content, CriterionAnswer, Overall, Settings } from "./types";
import { isValue } from "./values";

// Answers in words. Who reads them chooses how responses are named: by id for managers, by letter beside a screen.

export type NameOf = (id: string) => string;

/** Lists know answers without the content; then there are two responses, as in every comparison. */
type Ids = Partial<Pick<Content, "responses">>;

export function sayOverall(overall: Overall | undefined, settings: Settings, content: Ids, nameOf: NameOf): string {
  if (!overall) return "No verdict";
  if (isRatings(overall)) return sayRatings(overall.ratings, settings, nameOf);
  if (isRanks(overall))
    return tiers(overall.ranks)
      .map((tier) => tier.map(nameOf).join(" = "))
      .join(" > ");
  return sayVerdict(overall, settings, content, nameOf);
}

function sayVerdict(
  overall: Extract<Overall, { verdict: string }>,
  settings: Settings,
  content: Ids,
  nameOf: NameOf,
): string {
  switch (overall.verdict) {
    case "same":
      return "About the same";
    case "both_bad":
      return "Both bad";
    case "cannot_assess":
      return "Cannot assess";
    case "prefer": {
      const [first = "r1", second = "r2"] = (content.responses ?? []).map(({ id }) => id).sort();
      const winner = nameOf(overall.strength < 0 ? first : second);
      return `${winner} is ${strengthWords(presetOf(settings), overall.strength)}`;
    }
  }
}

function sayRatings(ratings: Record<string, number | string>, settings: Settings, nameOf: NameOf): string {
  const preset = presetOf(settings);
  const said = Object.entries(ratings).map(([id, rating]) => {
    const words = typeof rating === "number" ? sayRating(rating, ratingWords(preset, rating)) : "cannot assess";
    return `${nameOf(id)}: ${words}`;
  });
  return said.join(", ");
}

function sayRating(rating: number, words: string): string {
  return words === String(rating) ? words : `${rating} (${words.toLowerCase()})`;
}

export function sayCriterion(criterion: Criterion, answer: CriterionAnswer | undefined, nameOf: NameOf): string {
  if (answer === undefined) return "—";
  if (isValue(answer)) return describeValue(criterion.scale, answer);
  return Object.entries(answer)
    .map(([id, value]: [string, Value]) => `${nameOf(id)}: ${describeValue(criterion.scale, value)}`)
    .join(" · ");
}

/** Whether some of several answers say something else than the others. */
export function differ(said: readonly string[]): boolean {
  return new Set(said).size > 1;
}

export function turnsOf(answer: Answer): [number, Overall][] {
  return Object.entries(answer.turns ?? {}).map(([turn, overall]) => [Number(turn), overall]);
}
