import type { VerdictChoice } from "../defineKind";
import type { Answer } from "./types";

/** None: no single value of an imported file stands for boxes. */
export function verdictChoices(): VerdictChoice<Answer>[] {
  return [];
}
