import type { NamedAnswer } from "../../defineKind";
import { fromDraft } from "../answer";
import type { Answer } from "../types";

/** One column of the comparison. */
export interface Person {
  id: string;
  name: string;
  kind: "person" | "gold" | "suggestion";
  answer: Answer;
}

/** Everyone who answered; gold and what a model suggested stand beside them. */
export function peopleOf(
  answers: readonly NamedAnswer<Answer>[] = [],
  gold: Answer | null = null,
  suggestion: Answer | null = null,
): Person[] {
  return [
    // Two people may have the same name.
    ...answers.map(({ label, answer }, at): Person => person(`person-${String(at)}`, label, "person", answer)),
    ...(gold ? [person("gold", "Gold", "gold", gold)] : []),
    ...(suggestion ? [person("suggestion", "Suggestion", "suggestion", suggestion)] : []),
  ];
}

function person(id: string, name: string, kind: Person["kind"], answer: Answer): Person {
  return { id, name, kind, answer: fromDraft(answer) };
}

/** Those whose answers are compared: a suggestion is beside them, but no dispute is with it. */
export function compared(people: readonly Person[]): Person[] {
  return people.filter(({ kind, answer }) => kind !== "suggestion" && answer.exit === null);
}
