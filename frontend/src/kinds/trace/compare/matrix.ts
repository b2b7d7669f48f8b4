import { isSame } from "@/lib/same";

import type { Trace } from "../steps";
import type { Answer, Dispute, FoundError, Label, ToolVerdict, TraceNode } from "../types";
import { compared, type Person } from "./people";

// The table of steps and people: what each cell says, and on which steps people differ.

export interface StepCell {
  label: Label | undefined;
  inherited: boolean;
  isFirstError: boolean;
  isResponsible: boolean;
  errors: FoundError[];
  /** Only a verdict that finds a fault. */
  fault: ToolVerdict | null;
  /** How many questions about the hand-off were answered with no. */
  lost: number;
  /** Whether there is a comment or a rewrite to read below. */
  hasWords: boolean;
}

export interface MatrixRow {
  node: TraceNode;
  disputed: boolean;
}

const pinnedAt = ({ first_error }: Answer) => (first_error && "node" in first_error ? first_error.node : null);
const blamedAt = ({ attribution }: Answer) => (attribution && "node" in attribution ? attribution.node : null);

export function cellOf(answer: Answer, node: string): StepCell {
  const said = answer.steps[node];
  const verdict = said?.tool?.verdict;
  return {
    label: said?.label,
    inherited: said?.inherited === true,
    isFirstError: pinnedAt(answer) === node,
    isResponsible: blamedAt(answer) === node,
    errors: answer.errors.filter((error) => error.node === node),
    fault: verdict && verdict !== "correct" ? verdict : null,
    lost: Object.values(said?.handoff ?? {}).filter((each) => each === "no").length,
    hasWords: Boolean(said?.comment) || said?.rewrite !== undefined,
  };
}

/** Steps, and every other node about which someone said something, in order. */
export function rowsOf(trace: Trace, people: readonly Person[], disputes: readonly Dispute[] | undefined): MatrixRow[] {
  const said = new Set(people.flatMap(({ answer }) => nodesIn(answer)));
  const disputed = disputes ? new Set(disputes.map(({ unit }) => unit)) : disputedNodes(people);
  return trace.nodes
    .filter(({ id }) => trace.number.has(id) || said.has(id))
    .map((node) => ({ node, disputed: disputed.has(node.id) }));
}

/** The nodes that an answer speaks of. */
export function nodesIn(answer: Answer): string[] {
  const named = [pinnedAt(answer), blamedAt(answer), ...answer.errors.map(({ node }) => node)];
  return [...Object.keys(answer.steps), ...named.filter((node) => node !== null)];
}

/** The nodes on which two people say different things. Who says nothing of a node does not differ from those who do. */
export function disputedNodes(people: readonly Person[]): Set<string> {
  const answers = compared(people).map(({ answer }) => answer);
  const nodes = new Set(answers.flatMap(nodesIn));
  return new Set([...nodes].filter((node) => isDisputed(answers, node)));
}

function isDisputed(answers: readonly Answer[], node: string): boolean {
  return (
    differAt(answers, node, pinnedAt, ({ first_error }) => first_error !== null) ||
    differAt(answers, node, blamedAt, ({ attribution }) => attribution !== null) ||
    differ(answers.filter(marksErrors).map((answer) => codesAt(answer, node))) ||
    answeredUnits(answers, node).some((unit) => differ(answers.map((answer) => saidAt(answer, node)[unit])))
  );
}

/** Whether a node that some name is not named by all who could have. */
function differAt(
  answers: readonly Answer[],
  node: string,
  named: (answer: Answer) => string | null,
  isSaid: (answer: Answer) => boolean,
): boolean {
  const said = answers.filter(isSaid).map(named);
  return said.includes(node) && said.some((each) => each !== node);
}

const marksErrors = ({ errors, first_error, steps }: Answer) =>
  errors.length > 0 || first_error !== null || Object.keys(steps).length > 0;

function codesAt({ errors }: Answer, node: string): string[] {
  const at = errors.filter((error) => error.node === node);
  return at.map(({ code, severity }) => `${code} ${severity}`).sort();
}

/** Everything that was said of a node on a scale, by what it is about. */
function saidAt({ steps }: Answer, node: string): Record<string, unknown> {
  const said = steps[node];
  if (!said) return {};
  const { label, inherited, criteria = {}, tool = {}, handoff = {} } = said;
  return {
    ...{ label, verdict: tool.verdict, inherited: label === undefined ? undefined : inherited === true },
    ...prefixed("check", tool.checks ?? {}),
    ...prefixed("handoff", handoff),
    ...prefixed("criterion", criteria),
  };
}

function prefixed(prefix: string, said: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(said).map(([key, value]) => [`${prefix}.${key}`, value as unknown]));
}

function answeredUnits(answers: readonly Answer[], node: string): string[] {
  return [...new Set(answers.flatMap((answer) => Object.keys(saidAt(answer, node))))];
}

function differ(values: readonly unknown[]): boolean {
  const given = values.filter((value) => value !== undefined);
  return given.some((value) => !isSame(value, given[0]));
}

/** Where the first person who saw an error saw it. */
export function firstPinned(people: readonly Person[]): string | undefined {
  return people.map(({ answer }) => pinnedAt(answer)).find((node) => node !== null) ?? undefined;
}
