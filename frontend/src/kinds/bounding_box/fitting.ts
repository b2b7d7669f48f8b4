import { kept } from "@/lib/kept";

import { inTermsOf } from "./renewing";
import type { Answer, Context } from "./types";

/**
 * The answer in terms of today's labels, without what is not asked any more. What a person can mend stays: a label that
 * is archived, a value off its scale.
 */
export function fit(answer: Answer, { criteria, settings }: Context): Answer {
  const asked = new Set(criteria.map(({ key }) => key));
  return {
    ...inTermsOf(settings, answer),
    no_objects: answer.no_objects && settings.no_objects,
    criteria: kept(answer.criteria, (key) => asked.has(key)),
  };
}
