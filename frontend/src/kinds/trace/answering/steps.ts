import { isSame } from "@/lib/same";

import type { StepAction } from "../actions";
import { isWrong, rightLabel } from "../labels";
import type { Trace } from "../steps";
import type { Answer, Label, StepAnswer, ToolAnswer, ToolVerdict } from "../types";
import { isEmpty, withEntry, withPart } from "./entries";

export function reduceSteps(answer: Answer, action: StepAction, trace: Trace): Answer {
  switch (action.type) {
    case "pinFirstError":
      return pinned(answer, action.node, trace);
    case "noError":
      return withNoError(answer, action.on);
    case "labelBefore":
      return labelledBefore(answer, action.node, trace);
    default:
      return withStep(answer, action.node, trace, (step) => changedStep(step, action, trace));
  }
}

type OneStepAction = Exclude<StepAction, { type: "pinFirstError" | "noError" | "labelBefore" }>;

function changedStep(step: StepAnswer, action: OneStepAction, trace: Trace): StepAnswer {
  switch (action.type) {
    case "setLabel":
      return labelled(step, action.label, trace);
    case "setInherited":
      return inheriting(step, action.inherited && isWrong(step.label, trace.settings));
    case "setCriterion":
      return { ...step, criteria: withEntry(step.criteria ?? {}, action.key, action.value) };
    case "setTool":
      return { ...step, tool: withVerdict(step.tool ?? {}, action.verdict, trace) };
    case "setToolCheck":
      return {
        ...step,
        tool: { ...step.tool, checks: withEntry(step.tool?.checks ?? {}, action.check, action.value) },
      };
    case "setHandoff":
      return { ...step, handoff: withEntry(step.handoff ?? {}, action.question, action.value) };
    case "setRewrite":
      return { ...step, rewrite: action.rewrite ?? undefined };
    case "setComment":
      return { ...step, comment: action.text };
  }
}

/** What was said of a node, changed; a node of which nothing is said any more has no entry. */
function withStep(answer: Answer, id: string, trace: Trace, change: (step: StepAnswer) => StepAnswer): Answer {
  const node = trace.byId.get(id);
  if (!node) return answer;
  const before = answer.steps[id];
  const next = tidy(change({ ...before, sha256: node.sha256 }));
  if (isSame(before, next)) return answer;
  return { ...answer, steps: withEntry(answer.steps, id, next ?? null) };
}

/** Without what is empty; undefined if nothing is left. */
export function tidy(step: StepAnswer): StepAnswer | undefined {
  const tool = step.tool && tidyTool(step.tool);
  const next = Object.fromEntries(
    Object.entries({ ...step, tool }).filter(([, value]) => !isNothing(value)),
  ) as unknown as StepAnswer;
  return Object.keys(next).length > 1 ? next : undefined;
}

function tidyTool({ verdict, checks = {} }: ToolAnswer): ToolAnswer {
  return { ...(verdict !== undefined && { verdict }), ...(!isEmpty(checks) && { checks }) };
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === "" || (typeof value === "object" && value !== null && isEmpty(value));
}

function labelled(step: StepAnswer, label: Label | null, { settings }: Trace): StepAnswer {
  const next = { ...step, label: label ?? undefined };
  return isWrong(next.label, settings) ? next : inheriting(next, false);
}

function inheriting(step: StepAnswer, inherited: boolean): StepAnswer {
  return { ...step, inherited: inherited ? true : undefined };
}

/** Who says that a call is correct has answered what was still open about it. */
function withVerdict(tool: ToolAnswer, verdict: ToolVerdict | null, { settings }: Trace): ToolAnswer {
  if (verdict === null) return { ...tool, verdict: undefined };
  if (verdict !== "correct") return { ...tool, verdict };
  const yes = Object.fromEntries(settings.tool_calls.checks.map((check) => [check, "yes"]));
  return { verdict, checks: { ...yes, ...tool.checks } };
}

function pinned(answer: Answer, id: string | null, trace: Trace): Answer {
  if (id === null) return withPart(answer, "first_error", null);
  const node = trace.byId.get(id);
  if (!node || !trace.number.has(id)) return answer;
  const next = withPart(answer, "first_error", { node: id, sha256: node.sha256 });
  const wrong = trace.settings.wrong[0];
  return withStep(next, id, trace, (step) => inheriting({ ...step, label: step.label ?? wrong }, false));
}

function withNoError(answer: Answer, on: boolean): Answer {
  if (on) return withPart(answer, "first_error", { none: true });
  return answer.first_error !== null && "none" in answer.first_error ? { ...answer, first_error: null } : answer;
}

function labelledBefore(answer: Answer, id: string, trace: Trace): Answer {
  const right = rightLabel(trace.settings);
  const until = trace.place.get(id) ?? 0;
  if (right === null) return answer;
  const open = trace.steps.filter(
    (node) => (trace.place.get(node.id) ?? 0) < until && answer.steps[node.id]?.label === undefined,
  );
  if (open.length === 0) return answer;
  const entries = open.map((node) => [node.id, { ...answer.steps[node.id], sha256: node.sha256, label: right }]);
  return { ...answer, steps: { ...answer.steps, ...Object.fromEntries(entries) } };
}
