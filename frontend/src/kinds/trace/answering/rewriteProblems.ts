import { isLongerThan } from "../codePoints";
import type { Trace } from "../steps";
import type { Answer, Rewrite, TraceNode } from "../types";
import type { Found } from "./judgements";
import { argumentsProblem, LONGEST_TEXT, LONGEST_TOOL, NOT_READ } from "./rewrites";
import { nameOf } from "./stepProblems";

/** Rewrites that say nothing, nothing new, or what cannot be stored. */
export function rewriteProblems(answer: Answer, trace: Trace): Found {
  return Object.entries(answer.steps).flatMap(([id, { rewrite }]): Found => {
    const node = trace.byId.get(id);
    if (!node || !rewrite) return [];
    const name = nameOf(node, trace);
    return problemsOf(rewrite, node).map(([part, problem]) => [
      `steps.${id}.rewrite.${part}`,
      `${name}, rewrite: ${problem}`,
    ]);
  });
}

function problemsOf(rewrite: Rewrite, node: TraceNode): [part: string, problem: string][] {
  if ("text" in rewrite) return textProblems(rewrite.text, node);
  const found: [string, string | null][] = [
    ["name", toolProblem(rewrite.name)],
    ["arguments", "unread" in rewrite ? NOT_READ : argumentsProblem(rewrite.arguments)],
  ];
  return found.flatMap(([part, problem]) => (problem === null ? [] : [[part, problem]]));
}

function toolProblem(name: string): string | null {
  if (name.trim() === "") return "name the tool.";
  return isLongerThan(name, LONGEST_TOOL) ? `the name of a tool has at most ${LONGEST_TOOL} characters.` : null;
}

/** A rewrite has to say something else than the step. */
function textProblems(text: string, { text_parts }: TraceNode): [string, string][] {
  const says = ["", text_parts.join("\n\n").trim()];
  if (says.includes(text.trim())) return [["text", "change the text, or remove it."]];
  return isLongerThan(text, LONGEST_TEXT) ? [["text", "at most 100,000 characters are allowed."]] : [];
}
