import type { VerdictChoice } from "../defineKind";
import { emptyAnswer } from "./answer";
import type { Answer, Settings } from "./types";

/** The answers that a single value of an imported file can stand for: how the run ended, or that it has no error. */
export function verdictChoices(settings: Settings): VerdictChoice<Answer>[] {
  const outcome = (id: NonNullable<Answer["outcome"]>, label: string): VerdictChoice<Answer> => ({
    ...{ id, label, answer: { ...emptyAnswer(), outcome: id } },
  });
  return [
    ...(settings.outcome
      ? [
          outcome("success", "Success"),
          outcome("partial", "Partial success"),
          outcome("fail", "Failure"),
          outcome("cannot_verify", "Outcome cannot be verified"),
        ]
      : []),
    { id: "no_error", label: "No error", answer: { ...emptyAnswer(), first_error: { none: true } } },
  ];
}
