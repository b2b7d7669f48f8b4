import type { Action } from "../actions";
import { choiceOf, isWrong } from "../labels";
import type { Trace } from "../steps";
import { placeWords } from "../timeline/words";
import type { Answer } from "../types";

/** Something to think about before going on, and what would mend it in one click. */
export interface Hint {
  text: string;
  mend?: { label: string; action: Action };
}

type Said = Pick<Answer, "steps" | "first_error">;

/** Where the label of a step and the pin of the first error contradict each other; null where they do not. */
export function pinHint(node: string, answer: Said, trace: Trace): Hint | null {
  const { first_error } = answer;
  const step = answer.steps[node];
  const wrong = isWrong(step?.label, trace.settings) && step?.inherited !== true;
  if (first_error === null) return wrong ? openHint(node, answer, trace) : null;
  if ("none" in first_error) {
    return wrong ? { text: "You said that this trace has no error.", mend: pinHere(node, "Pin it here") } : null;
  }
  if (first_error.node === node) return pinnedHint(node, answer, trace);
  const isBefore = (trace.place.get(node) ?? 0) < (trace.place.get(first_error.node) ?? 0);
  if (!isBefore && trace.settings.mode === "first_error") return { text: "After the first error nothing is asked." };
  if (!isBefore || !wrong) return null;
  const where = placeWords(trace, first_error.node).toLowerCase();
  return { text: `The first error is pinned later, at ${where}.`, mend: pinHere(node, "Pin it here instead") };
}

/** Only the first wrong step is worth a hint: those after it follow from it, or come later. */
function openHint(node: string, answer: Said, trace: Trace): Hint | null {
  const first = trace.steps.find(({ id }) => isWrong(answer.steps[id]?.label, trace.settings));
  return first?.id === node ? { text: "If the trace first goes wrong here, pin it." } : null;
}

function pinnedHint(node: string, answer: Said, trace: Trace): Hint | null {
  const step = answer.steps[node];
  if (step?.label === undefined) return null;
  const unpin: Hint["mend"] = { label: "Unpin", action: { type: "pinFirstError", node: null } };
  if (!isWrong(step.label, trace.settings)) {
    const label = choiceOf(step.label, trace.settings)?.label ?? String(step.label);
    return { text: `The first error is pinned here, but the label is “${label}”.`, mend: unpin };
  }
  if (step.inherited !== true) return null;
  return { text: "The first error is pinned here, so it cannot come from an earlier one.", mend: unpin };
}

function pinHere(node: string, label: string): Hint["mend"] {
  return { label, action: { type: "pinFirstError", node } };
}
