import { counterfactualProblems } from "./answering/counterfactualProblems";
import { errorsProblems, firstErrorProblems } from "./answering/errorProblems";
import { type Found, judgementProblems } from "./answering/judgements";
import { rewriteProblems } from "./answering/rewriteProblems";
import { stepProblems } from "./answering/stepProblems";
import { attributionProblems, planProblems, wholeProblems } from "./answering/wholeProblems";
import { type Trace, traceOf } from "./steps";
import type { Answer, Context } from "./types";

// What keeps an answer from being submitted. The server checks the same rules; here people see them before they send.

/** What is missing, by the path of its place, in the order of the screen; empty when the answer is complete. */
export function missing(answer: Answer, context: Context, trace: Trace = traceOf(context)): Record<string, string> {
  const { criteria } = context;
  // Who leaves a trace ungraded is asked nothing more, but what they said of it is still stored.
  const due = answer.exit === null;
  return Object.fromEntries([
    ...exitProblems(answer.exit),
    ...firstErrorProblems(answer, trace, due),
    ...stepProblems(answer, trace, context, due),
    ...planProblems(answer, trace, context, due),
    ...judgementProblems(answer.final.criteria, criteria, "final", "final.criteria", { name: "Final answer", due }),
    ...(due ? wholeProblems(answer, trace) : []),
    ...errorsProblems(answer, trace),
    ...rewriteProblems(answer, trace),
    ...attributionProblems(answer, trace),
    ...counterfactualProblems(answer, trace),
    ...judgementProblems(answer.criteria, criteria, "overall", "criteria", { due }),
  ]);
}

export function isComplete(answer: Answer, context: Context): boolean {
  return Object.keys(missing(answer, context)).length === 0;
}

function exitProblems(exit: Answer["exit"]): Found {
  return exit?.reason === "gave_up" && exit.note.trim() === "" ? [["exit.note", "Say why you gave up."]] : [];
}
