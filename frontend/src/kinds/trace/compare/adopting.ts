import { isSame } from "@/lib/same";

import type { Answer, FoundError, PlanGrade } from "../types";
import { disputedNodes } from "./matrix";
import { compared, type Person } from "./people";

// Taking over what someone else answered: everything, what they said of one step, or one part about the whole trace.
// What can be the same stays the same object, so that taking over twice is no second change.

/** All of an answer. */
export function withAllOf(answer: Answer, other: Answer): Answer {
  return isSame(answer, other) ? answer : structuredClone(other);
}

/** Everything that someone said of one node, in place of what is there: also where they said nothing. */
export function withStepOf(answer: Answer, other: Answer, node: string): Answer {
  const { [node]: _, ...steps } = answer.steps;
  const said = other.steps[node];
  const next: Answer = {
    ...answer,
    steps: said ? { ...steps, [node]: said } : steps,
    errors: withOwnIds([
      ...answer.errors.filter((error) => error.node !== node),
      ...other.errors.filter((error) => error.node === node),
    ]),
    first_error: firstErrorFrom(answer, other, node),
  };
  return isSame(next, answer) ? answer : next;
}

/** Files often number the errors of each answer from 1: together, each still has an id of its own. */
function withOwnIds(errors: readonly FoundError[]): FoundError[] {
  const taken = new Set<string>();
  return errors.map((error) => {
    let { id } = error;
    for (let copy = 2; taken.has(id); copy += 1) id = `${error.id.slice(0, 56)}-${copy}`;
    taken.add(id);
    return id === error.id ? error : { ...error, id };
  });
}

/** The pin moves here if theirs is here, and away if only one's own was. */
function firstErrorFrom(answer: Answer, other: Answer, node: string): Answer["first_error"] {
  const isHere = ({ first_error }: Answer) =>
    first_error !== null && "node" in first_error && first_error.node === node;
  if (isHere(other)) return other.first_error;
  return isHere(answer) ? null : answer.first_error;
}

/** One part about the whole, by the name that its row has: `outcome`, `overall:clarity`, `plan:before:scope`. */
export function withPartOf(answer: Answer, other: Answer, part: string): Answer {
  const next = partFrom(answer, other, part);
  return isSame(next, answer) ? answer : next;
}

function partFrom(answer: Answer, other: Answer, part: string): Answer {
  const [head = "", ...rest] = part.split(":");
  switch (head) {
    case "exit":
    case "first_error":
    case "outcome":
    case "verifiable":
    case "attribution":
    case "counterfactuals":
    case "rationale":
      return { ...answer, [head]: other[head] };
    case "overall":
      return { ...answer, criteria: withKey(answer.criteria, other.criteria, rest.join(":")) };
    case "final":
      return { ...answer, final: { criteria: withKey(answer.final.criteria, other.final.criteria, rest.join(":")) } };
    case "plan":
      return {
        ...answer,
        plan: planFrom(answer, other, rest[0] === "after" ? "after" : "before", rest.slice(1).join(":")),
      };
    default:
      return answer;
  }
}

const NO_GRADE: PlanGrade = { criteria: {}, note: "" };

function planFrom(answer: Answer, other: Answer, when: "before" | "after", key: string): Answer["plan"] {
  const { before = NO_GRADE, after = null } = answer.plan ?? {};
  const mine = (when === "before" ? before : after) ?? NO_GRADE;
  const grade = { ...mine, criteria: withKey(mine.criteria, other.plan?.[when]?.criteria ?? {}, key) };
  return when === "before" ? { before: grade, after } : { before, after: grade };
}

function withKey<T>(mine: Record<string, T>, theirs: Record<string, T>, key: string): Record<string, T> {
  const { [key]: _, ...rest } = mine;
  const value = theirs[key];
  return value === undefined ? rest : { ...rest, [key]: value };
}

/** What nobody disputes: all that was said of those steps, and of the whole where at least two say the same. */
export function withAgreed(answer: Answer, people: readonly Person[], disputed?: ReadonlySet<string>): Answer {
  const others = compared(people.filter(({ kind }) => kind === "person")).map((person) => person.answer);
  const speakers = speakersOf(others, disputed ?? disputedNodes(people));
  const steps = [...speakers].flatMap(([node, { steps: said }]) => (said[node] ? [[node, said[node]] as const] : []));
  const errors = [...speakers].flatMap(([node, other]) => other.errors.filter((error) => error.node === node));
  const merged: Answer = {
    ...answer,
    steps: { ...answer.steps, ...Object.fromEntries(steps) },
    errors: withOwnIds([...answer.errors.filter(({ node }) => !speakers.has(node)), ...errors]),
  };
  const next = WHOLE_PARTS.reduce((whole, part) => {
    const [first, ...rest] = others.filter((other) => other[part] !== null);
    const isSaidByAll = first && rest.length > 0 && rest.every((other) => isSame(other[part], first[part]));
    return isSaidByAll ? partFrom(whole, first, part) : whole;
  }, merged);
  return isSame(next, answer) ? answer : next;
}

/** Whose word is taken for each node that someone spoke of and nobody disputes: the first who did. */
function speakersOf(others: readonly Answer[], disputed: ReadonlySet<string>): Map<string, Answer> {
  const speakers = new Map<string, Answer>();
  for (const other of others) {
    const spokenOf = [...Object.keys(other.steps), ...other.errors.map(({ node }) => node)];
    for (const node of spokenOf) if (!disputed.has(node) && !speakers.has(node)) speakers.set(node, other);
  }
  return speakers;
}

const WHOLE_PARTS = ["first_error", "outcome", "verifiable", "attribution"] as const;
