import { counterfactualProblems, errorsProblems, firstErrorProblems } from "./answering/errorProblems";
import { type Found, judgementProblems } from "./answering/judgements";
import { rewriteProblems, stepProblems } from "./answering/stepProblems";
import { attributionProblems, planProblems, wholeProblems } from "./answering/wholeProblems";
import { type Trace, traceOf } from "./steps";
import type { Answer, Context } from "./types";

// What keeps an answer from being submitted. The server checks the same rules; here people see them before they send.

/** What is missing, by the path of its place, in the order of the screen; empty when the answer is complete. */
export function missing(answer: Answer, context: Context, trace: Trace = traceOf(context)): Record<string, string> {
  if (answer.exit) return Object.fromEntries([...exitProblems(answer.exit), ...unfit(answer, trace)]);
  const { criteria } = context;
  return Object.fromEntries([
    ...firstErrorProblems(answer, trace),
    ...stepProblems(answer, trace, context),
    ...planProblems(answer, trace, context),
    ...judgementProblems(answer.final.criteria, criteria, "final", "final.criteria", "Final answer"),
    ...wholeProblems(answer, trace),
    ...unfit(answer, trace),
    ...judgementProblems(answer.criteria, criteria, "overall", "criteria"),
  ]);
}

export function isComplete(answer: Answer, context: Context): boolean {
  return Object.keys(missing(answer, context)).length === 0;
}

/** What was said but cannot stand, whether or not the trace was graded to its end. */
function unfit(answer: Answer, trace: Trace): Found {
  return [
    ...errorsProblems(answer, trace),
    ...rewriteProblems(answer, trace),
    ...attributionProblems(answer, trace),
    ...counterfactualProblems(answer, trace),
  ];
}

function exitProblems({ reason, note }: NonNullable<Answer["exit"]>): Found {
  return reason === "gave_up" && note.trim() === "" ? [["exit.note", "Say why you gave up."]] : [];
}
