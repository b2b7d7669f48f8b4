import { isWrong } from "../labels";
import { type EditField,editProblems, openFields } from "../panels/edits";
import type { Trace } from "../steps";
import type { Answer, FoundError } from "../types";
import { codeOf, countingOf, doubleOf } from "./counting";
import type { Found } from "./judgements";
import { nameOf } from "./stepProblems";

export function firstErrorProblems({ first_error, steps }: Answer, trace: Trace): Found {
  if (first_error === null) return [["first_error", "Pin the first error, or say that there is none."]];
  if ("none" in first_error) return [];
  const node = trace.byId.get(first_error.node);
  if (!node || !trace.number.has(node.id)) return [["first_error", "The first error must be at a step."]];
  const label = steps[node.id]?.label;
  // Where labels may be left out, a pinned error says enough.
  if (label === undefined || isWrong(label, trace.settings)) return [];
  return [["first_error", `${nameOf(node, trace)} has the first error, but is not labelled wrong.`]];
}

/** Errors without a code or a severity, and codes that are marked more often than the taxonomy counts them. */
export function errorsProblems(answer: Answer, trace: Trace): Found {
  return answer.errors.flatMap((error, index) => errorProblems(error, `errors.${index}`, answer, trace));
}

function errorProblems(error: FoundError, path: string, answer: Answer, trace: Trace): Found {
  const { taxonomy } = trace.settings;
  const name = `Error at ${nameOf(trace.byId.get(error.node), trace).toLowerCase()}`;
  const code = codeOf(taxonomy, error.code);
  if (!taxonomy || !code) return [[`${path}.code`, `${name}: choose which error it is.`]];
  const found: Found = [];
  if (code.archived) found.push([`${path}.code`, `${name}: “${code.title}” is archived. Choose another.`]);
  const isGraded = taxonomy.severities.some(({ key }) => key === error.severity);
  if (taxonomy.severities.length > 0 && !isGraded) found.push([`${path}.severity`, `${name}: say how severe it is.`]);
  if (doubleOf(error, answer, taxonomy)) {
    const place = countingOf(taxonomy, code);
    found.push([`${path}.code`, `${name}: “${code.title}” is marked once, at its ${place} occurrence.`]);
  }
  return found;
}

const OPEN: Record<EditField, string> = {
  from_agent: "choose the agent that hands over.",
  to_agent: "choose the agent that goes on.",
  skipped_agents: "choose at least one agent that is skipped.",
  tool: "choose the tool to use instead.",
  from_node: "choose the step at which it begins.",
  to_node: "choose the step at which it ends.",
  claim: "say what could have gone otherwise.",
  preconditions: "write each precondition, or remove it.",
};

/** Edits that do not say enough, or do not fit the run. */
export function counterfactualProblems({ counterfactuals }: Answer, trace: Trace): Found {
  return counterfactuals.flatMap((edit, index): Found => {
    const name = `Edit ${index + 1}`;
    const path = `counterfactuals.${index}`;
    return [
      ...openFields(edit).map((field): Found[number] => [`${path}.${field}`, `${name}: ${OPEN[field]}`]),
      ...Object.entries(editProblems(edit, trace)).map(([field, problem]): Found[number] => [
        `${path}.${field}`,
        `${name}: ${problem.charAt(0).toLowerCase()}${problem.slice(1)}`,
      ]),
    ];
  });
}
