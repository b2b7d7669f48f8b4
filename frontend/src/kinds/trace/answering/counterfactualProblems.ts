import type { Trace } from "../steps";
import type { Answer } from "../types";
import { type EditField, editProblems, openFields } from "./edits";
import { type Found, startingSmall } from "./judgements";

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
        `${name}: ${startingSmall(problem)}`,
      ]),
    ];
  });
}
