import { counted } from "@/lib/format";

import type { Sign } from "../conversation/ToneSign";
import { choiceOf } from "../labels";
import type { Trace } from "../steps";
import type { Dispute, Label } from "../types";
import { cellOf, rowsOf } from "./matrix";
import { compared, type Person } from "./people";

// What the answers that are compared say of a step, short enough for its mark on the rail.

export interface StepNote {
  disputed: boolean;
  /** What all say who labelled it; undefined where they differ, or nobody did. */
  label: Label | undefined;
  /** How many see the first error here, and of how many. */
  firstErrors: number;
  answers: number;
}

export type Notes = ReadonlyMap<string, StepNote>;

export function notesOf(trace: Trace, people: readonly Person[], disputes: readonly Dispute[] | undefined): Notes {
  const answers = compared(people).map(({ answer }) => answer);
  const rows = rowsOf(trace, people, disputes);
  return new Map(
    rows.map(({ node: { id }, disputed }) => {
      const cells = answers.map((answer) => cellOf(answer, id));
      const labels = new Set(cells.flatMap(({ label }) => (label === undefined ? [] : [label])));
      const firstErrors = cells.filter(({ isFirstError }) => isFirstError).length;
      const [label] = labels.size === 1 ? labels : [];
      return [id, { disputed, label, firstErrors, answers: answers.length }];
    }),
  );
}

/** The sign of a note: where an error is seen first is what a reviewer looks for, then where people differ. */
export function signOf({ disputed, label, firstErrors }: StepNote, { settings }: Trace): Sign | undefined {
  if (firstErrors > 0) return "pin";
  return disputed ? "differs" : choiceOf(label, settings)?.tone;
}

/** "first error in 1 of 3 answers, answers differ"; empty where nothing was said. */
export function noteWords({ disputed, label, firstErrors, answers }: StepNote, { settings }: Trace): string {
  const agreed = choiceOf(label, settings)?.label.toLowerCase();
  return [
    firstErrors > 0 ? `first error in ${firstErrors} of ${counted(answers, "answer")}` : "",
    disputed ? "answers differ" : agreed ? `labelled ${agreed}` : "",
  ]
    .filter(Boolean)
    .join(", ");
}
