import { isWrong } from "../labels";
import type { Trace } from "../steps";
import type { Answer, Context } from "../types";
import { type Found, judgementProblems } from "./judgements";

/** The plan's criteria; after the run once more where the project asks for it. */
export function planProblems({ plan }: Answer, { settings }: Trace, { criteria }: Context, due = true): Found {
  if (settings.plan === "off") return [];
  const twice = settings.plan === "before_and_after";
  const grades = [
    { when: "before", name: twice ? "Plan, before the run" : "Plan" },
    ...(twice ? [{ when: "after", name: "Plan, after the run" } as const] : []),
  ] as const;
  return grades.flatMap(({ when, name }) =>
    judgementProblems(plan?.[when]?.criteria ?? {}, criteria, "plan", `plan.${when}.criteria`, { name, due }),
  );
}

/** Outcome, how it can be verified, who is responsible, and the rationale. */
export function wholeProblems(answer: Answer, trace: Trace): Found {
  const { settings } = trace;
  const found: Found = [];
  if (settings.outcome && answer.outcome === null) found.push(["outcome", "Outcome: not judged yet."]);
  if (settings.verifiable && answer.verifiable === null) {
    found.push(["verifiable", "Say how the final answer can be verified."]);
  }
  if (isAttributionAsked(answer, trace) && answer.attribution === null) {
    found.push(["attribution", "Say who is responsible, or that nobody is."]);
  }
  if (isRationaleAsked(answer, trace) && answer.rationale.trim() === "")
    found.push(["rationale", "Rationale: say why."]);
  return found;
}

export function hasFirstError({ first_error }: Pick<Answer, "first_error">): boolean {
  return first_error !== null && "node" in first_error;
}

/** Somebody can be responsible where something went wrong and the trace says who acted. */
export function isAttributionAsked(answer: Answer, { settings, graph }: Trace): boolean {
  if (!settings.attribution || graph.agents.length === 0) return false;
  return hasFirstError(answer) || answer.outcome === "fail" || answer.outcome === "partial";
}

export function isRationaleAsked(answer: Answer, { settings }: Trace): boolean {
  if (settings.rationale !== "on_error") return settings.rationale === "always";
  return (
    hasFirstError(answer) ||
    answer.errors.length > 0 ||
    Object.values(answer.steps).some((step) => isWrong(step.label, settings))
  );
}

/** Who is named as responsible must have acted, and at a step that is there. */
export function attributionProblems({ attribution }: Answer, trace: Trace): Found {
  if (attribution === null || "nobody" in attribution) return [];
  const found: Found = [];
  if (!trace.graph.agents.includes(attribution.agent)) {
    found.push(["attribution.agent", "Responsible: choose the agent."]);
  }
  if (!trace.byId.has(attribution.node)) found.push(["attribution.node", "Responsible: choose the decisive step."]);
  return found;
}
