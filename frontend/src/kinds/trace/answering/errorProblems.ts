import { isWrong } from "../labels";
import type { Trace } from "../steps";
import type { Answer, Evidence, FoundError, Taxonomy } from "../types";
import { codeOf, countingOf, doubleOf } from "./counting";
import { isTooLong, MOST_PASSAGES, TOO_LONG } from "./evidence";
import { type Found, startingSmall } from "./judgements";
import { nameOf } from "./stepProblems";

/** `due`: the trace was graded, so that the first error has to be named and to fit the labels. */
export function firstErrorProblems({ first_error, steps }: Answer, trace: Trace, due: boolean): Found {
  if (first_error === null) return due ? [["first_error", "Pin the first error, or say that there is none."]] : [];
  if ("none" in first_error) return [];
  const node = trace.byId.get(first_error.node);
  if (!node || !trace.number.has(node.id)) return [["first_error", "The first error must be at a step."]];
  const label = steps[node.id]?.label;
  if (!due) return [];
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
  const found: [part: string, problem: string | null][] = [
    ["code", codeProblem(error, answer, taxonomy)],
    ["severity", taxonomy && severityProblem(error, taxonomy)],
    ["evidence", evidenceProblem(error.evidence)],
  ];
  return found.flatMap(([part, problem]): Found => (problem ? [[`${path}.${part}`, `${name}: ${problem}`]] : []));
}

function codeProblem(error: FoundError, answer: Answer, taxonomy: Taxonomy | null): string | null {
  const code = codeOf(taxonomy, error.code);
  if (!taxonomy || !code) return "choose which error it is.";
  if (code.archived) return `“${code.title}” is archived. Choose another.`;
  if (!doubleOf(error, answer, taxonomy)) return null;
  return `“${code.title}” is marked once, at its ${countingOf(taxonomy, code)} occurrence.`;
}

function severityProblem({ severity }: FoundError, { severities }: Taxonomy): string | null {
  if (severities.some(({ key }) => key === severity)) return null;
  if (severities.length > 0) return "say how severe it is.";
  return severity === "" ? null : "the taxonomy has no severities any more. Mark it anew.";
}

function evidenceProblem(evidence: readonly Evidence[]): string | null {
  if (evidence.length > MOST_PASSAGES) return `quote at most ${MOST_PASSAGES} passages as evidence.`;
  return evidence.some(isTooLong) ? startingSmall(TOO_LONG) : null;
}
