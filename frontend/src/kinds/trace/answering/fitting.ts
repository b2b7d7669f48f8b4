import type { Criterion } from "@/api/types";
import { kept } from "@/lib/kept";

import { isWrong } from "../labels";
import { type Trace, traceOf } from "../steps";
import type { Answer, Context, FoundError, Judgements, PlanGrade, Settings, StepAnswer, ToolAnswer } from "../types";
import { criteriaOf } from "./judgements";
import { targetsOf } from "./stepProblems";
import { tidy } from "./steps";

// Settings and rubrics change while drafts wait. What the screen has no place for any more could not be taken back.

/**
 * The answer without what is not asked any more. What a person can mend stays: a label or a value off its scale, a
 * code that is archived, a first error at what is no step now.
 */
export function fit(answer: Answer, context: Context): Answer {
  const { criteria, settings } = context;
  const { outcome, verifiable, attribution, counterfactuals } = answer;
  return {
    ...answer,
    steps: fittedSteps(answer.steps, context),
    errors: fittedErrors(answer.errors, settings),
    plan: fittedPlan(answer.plan, context),
    final: { criteria: asked(answer.final.criteria, criteria, ["final"]) },
    outcome: settings.outcome ? outcome : null,
    verifiable: settings.verifiable ? verifiable : null,
    attribution: settings.attribution ? attribution : null,
    counterfactuals: settings.counterfactuals ? counterfactuals : [],
    criteria: asked(answer.criteria, criteria, ["overall"]),
  };
}

function asked(said: Judgements, criteria: readonly Criterion[], targets: readonly string[]): Judgements {
  const keys = new Set(targets.flatMap((target) => criteriaOf(criteria, target)).map(({ key }) => key));
  return kept(said, (key) => keys.has(key));
}

function fittedSteps(steps: Answer["steps"], context: Context): Answer["steps"] {
  const trace = traceOf(context);
  return Object.fromEntries(
    Object.entries(steps).flatMap(([id, step]) => {
      const next = fittedStep(step, id, trace, context.criteria);
      return next ? [[id, next]] : [];
    }),
  );
}

/** Undefined where nothing that was said of it is asked. */
function fittedStep(
  step: StepAnswer,
  id: string,
  trace: Trace,
  criteria: readonly Criterion[],
): StepAnswer | undefined {
  const { settings } = trace;
  const node = trace.byId.get(id);
  if (!node) return undefined;
  const isStep = trace.number.has(id);
  const inherits = isStep && settings.mode === "rate_all" && settings.inherited && isWrong(step.label, settings);
  return tidy({
    ...step,
    label: isStep ? step.label : undefined,
    inherited: inherits ? step.inherited : undefined,
    criteria: asked(step.criteria ?? {}, criteria, targetsOf(node, trace)),
    tool: isStep && node.kind === "tool_call" ? fittedTool(step.tool, settings) : undefined,
    handoff: trace.handoffs.has(id) ? answersTo(settings.handoffs, step.handoff) : undefined,
    rewrite: isStep && settings.rewrites ? step.rewrite : undefined,
  });
}

function fittedTool(tool: ToolAnswer | undefined, { tool_calls }: Settings): ToolAnswer {
  return {
    verdict: tool_calls.verdict ? tool?.verdict : undefined,
    checks: answersTo(tool_calls.checks, tool?.checks),
  };
}

function answersTo<T>(questions: readonly string[], said: Record<string, T> = {}): Record<string, T> {
  return kept(said, (question) => questions.includes(question));
}

/** Where the taxonomy has no severities there is nothing to choose one with. */
function fittedErrors(errors: FoundError[], { taxonomy }: Settings): FoundError[] {
  if (taxonomy === null) return [];
  return taxonomy.severities.length > 0 ? errors : errors.map((error) => ({ ...error, severity: "" }));
}

function fittedPlan(plan: Answer["plan"], { criteria, settings }: Context): Answer["plan"] {
  if (plan === null || settings.plan === "off") return null;
  const fitted = (grade: PlanGrade) => ({ ...grade, criteria: asked(grade.criteria, criteria, ["plan"]) });
  return {
    before: fitted(plan.before),
    after: settings.plan === "before_and_after" && plan.after ? fitted(plan.after) : null,
  };
}
