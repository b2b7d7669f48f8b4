import type { Action } from "./actions";
import { reduceCounterfactuals } from "./answering/counterfactuals";
import { reduceErrors } from "./answering/errors";
import { reduceSteps } from "./answering/steps";
import { reduceWhole } from "./answering/whole";
import type { Trace } from "./steps";
import type { Answer } from "./types";

export type { Action } from "./actions";
export { emptyAnswer, fromDraft } from "./answering/drafts";

// The answer while it grows: every act of a person is an action, and `reduce` gives the next answer.
// What an action does not touch stays the same object, so that drawing can tell what changed.

export function reduce(answer: Answer, action: Action, trace: Trace): Answer {
  switch (action.type) {
    case "addError":
    case "changeError":
    case "removeError":
    case "addEvidence":
    case "removeEvidence":
      return reduceErrors(answer, action, trace);
    case "addCounterfactual":
    case "changeCounterfactual":
    case "removeCounterfactual":
      return reduceCounterfactuals(answer, action, trace);
    case "setPlan":
    case "setPlanNote":
    case "revealRun":
    case "setFinal":
    case "setOutcome":
    case "setVerifiable":
    case "setAttribution":
    case "setOverall":
    case "setRationale":
    case "setExit":
      return reduceWhole(answer, action, trace);
    default:
      return reduceSteps(answer, action, trace);
  }
}
