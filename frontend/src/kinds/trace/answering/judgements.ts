import type { Criterion } from "@/api/types";
import { valueProblem } from "@/lib/scales";

import type { Judgements } from "../types";

/** What is wrong, by the path of its place. */
export type Found = [path: string, problem: string][];

/** The criteria that are asked of something: "step", "tool_call", "handoff", "plan", "final" or "overall". */
export function criteriaOf(criteria: readonly Criterion[], target: string): Criterion[] {
  return criteria.filter((criterion) => criterion.applies_to === target);
}

/** Values that their scales do not take and, where the target is `due`, required criteria that are not judged. */
export function judgementProblems(
  given: Judgements,
  criteria: readonly Criterion[],
  target: string,
  path: string,
  { name = "", due = true }: { name?: string; due?: boolean } = {},
): Found {
  return criteriaOf(criteria, target).flatMap(({ key, title, scale, required }): Found => {
    const value = given[key];
    const named = name ? `${name}, ${title}` : title;
    if (value === undefined) return due && required ? [[`${path}.${key}`, `${named}: not judged yet.`]] : [];
    const problem = valueProblem(scale, value);
    return problem ? [[`${path}.${key}`, `${named}: ${startingSmall(problem)}`]] : [];
  });
}

/** A sentence after a colon. */
export function startingSmall(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
