import { isWrong, labelChoices } from "../labels";
import type { Trace } from "../steps";
import type { Answer, Context, TraceNode } from "../types";
import { askedSteps } from "../walking";
import { type Found, judgementProblems } from "./judgements";

/**
 * What is missing on the steps, what contradicts the first error, and values that no scale has. Only the last where
 * nothing is `due`, because the trace was not graded.
 */
export function stepProblems(answer: Answer, trace: Trace, context: Context, due: boolean): Found {
  return [
    ...offScaleProblems(answer, trace),
    ...(due ? [...labelProblems(answer, trace), ...contradictions(answer, trace)] : []),
    ...criteriaProblems(answer, trace, context, due),
  ];
}

export function nameOf(node: TraceNode | undefined, trace: Trace): string {
  const number = node && trace.number.get(node.id);
  return number === undefined ? "An entry that is not graded" : `Step ${number}`;
}

/** Labels that the project's scale had before. */
function offScaleProblems({ steps }: Answer, trace: Trace): Found {
  const known = new Set(labelChoices(trace.settings).map(({ value }) => value));
  return trace.steps.flatMap((node): Found => {
    const label = steps[node.id]?.label;
    if (label === undefined || known.has(label)) return [];
    return [[`steps.${node.id}.label`, `${nameOf(node, trace)}: the label is not on the scale. Choose again.`]];
  });
}

function labelProblems(answer: Answer, trace: Trace): Found {
  return labelledSteps(answer, trace)
    .filter((node) => answer.steps[node.id]?.label === undefined)
    .map((node) => [`steps.${node.id}.label`, `${nameOf(node, trace)}: not labelled yet.`]);
}

/** The steps that must have a label. */
function labelledSteps(answer: Answer, trace: Trace): readonly TraceNode[] {
  const { required } = trace.settings;
  if (required === "all") return askedSteps(trace, answer);
  const error = required === "first_error" ? firstErrorAt(answer) : null;
  return trace.steps.filter((node) => node.id === error);
}

function firstErrorAt({ first_error }: Pick<Answer, "first_error">): string | null {
  return first_error !== null && "node" in first_error ? first_error.node : null;
}

function contradictions(answer: Answer, trace: Trace): Found {
  const error = firstErrorAt(answer);
  if (answer.first_error === null) return [];
  return error === null
    ? wrongSteps(answer, trace)
    : [...inheritedError(answer, error), ...earlier(answer, error, trace)];
}

/** Where there is no error, nothing is wrong, nor is there one to inherit. */
function wrongSteps({ steps }: Answer, trace: Trace): Found {
  return trace.steps
    .filter((node) => isWrong(steps[node.id]?.label, trace.settings))
    .map((node) => [
      `steps.${node.id}.label`,
      `${nameOf(node, trace)} is labelled wrong, but you said that there is no error.`,
    ]);
}

function inheritedError({ steps }: Answer, error: string): Found {
  if (!steps[error]?.inherited) return [];
  return [[`steps.${error}.inherited`, "The first error cannot be inherited: there is none before it."]];
}

/** What comes before the first error cannot be wrong in itself. */
function earlier({ steps }: Answer, error: string, trace: Trace): Found {
  const first = trace.number.get(error) ?? 1;
  return trace.steps
    .slice(0, first - 1)
    .filter((node) => isWrong(steps[node.id]?.label, trace.settings) && !steps[node.id]?.inherited)
    .map((node) => [
      `steps.${node.id}.label`,
      `${nameOf(node, trace)} is labelled wrong, but comes before the first error.`,
    ]);
}

/** What the rubric asks at the steps and the hand-offs, up to the first error where the project stops there. */
function criteriaProblems(answer: Answer, trace: Trace, context: Context, due: boolean): Found {
  const error = trace.settings.mode === "first_error" ? firstErrorAt(answer) : null;
  const last = error === null ? Infinity : (trace.place.get(error) ?? Infinity);
  return trace.nodes.flatMap((node, place): Found => {
    const given = answer.steps[node.id]?.criteria ?? {};
    const path = `steps.${node.id}.criteria`;
    const how = { name: nameOf(node, trace), due: due && place <= last };
    return targetsOf(node, trace).flatMap((target) => judgementProblems(given, context.criteria, target, path, how));
  });
}

/** What criteria can be about at a node. */
export function targetsOf({ id, kind }: TraceNode, { number, handoffs }: Trace): string[] {
  const isHandoff = handoffs.has(id);
  return [
    ...(number.has(id) ? ["step"] : []),
    ...(kind === "tool_call" && (number.has(id) || isHandoff) ? ["tool_call"] : []),
    ...(isHandoff ? ["handoff"] : []),
  ];
}
