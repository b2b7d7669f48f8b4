import { kept } from "@/lib/kept";

import { isRanks, isRatings, isVerdict } from "./answer";
import type { Answer, Context, Mode, Overall } from "./types";
import { isValue } from "./values";

// Settings and rubrics change while drafts wait. What the screen has no place for any more could not be taken back.

/** The answer without what is not asked any more. A value off its scale stays: it is marked and can be chosen again. */
export function fit({ overall, turns, ...answer }: Answer, { criteria, settings }: Context): Answer {
  const targets = new Map(criteria.map(({ key, applies_to }) => [key, applies_to]));
  const { mode, rationale } = settings;
  return {
    ...answer,
    ...(overall && isOfMode(overall, mode) && { overall }),
    ...(turns && settings.turns === "every" && { turns: kept(turns, (_, verdict) => isOfMode(verdict, mode)) }),
    criteria: kept(answer.criteria, (key, said) => targets.get(key) === (isValue(said) ? "comparison" : "response")),
    reasons: answer.reasons.filter((reason) => rationale.reasons.includes(reason)),
    edit: settings.allow_edit ? answer.edit : null,
  };
}

function isOfMode(overall: Overall, mode: Mode): boolean {
  switch (mode) {
    case "pairwise":
      return isVerdict(overall);
    case "rating":
      return isRatings(overall);
    case "ranking":
      return isRanks(overall) || (isVerdict(overall) && overall.verdict === "cannot_assess");
  }
}
