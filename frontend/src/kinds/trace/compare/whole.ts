import type { Criterion } from "@/api/types";
import { describeValue } from "@/lib/scales";

import { EFFECTS, OPERATIONS } from "../panels/words";
import type { Trace } from "../steps";
import {
  NOTHING_SAID,
  sayAttribution,
  sayCodes,
  sayExit,
  sayFirstError,
  sayLabels,
  sayNode,
  sayOutcome,
  sayReason,
  sayVerifiable,
} from "../summary";
import type { Answer, Counterfactual, PlanGrade } from "../types";
import type { Person } from "./people";
import { isRow, type SaidRow, saidRow, textRow } from "./said";

/** What people said of the trace as a whole. */
export function wholeRows(trace: Trace, criteria: readonly Criterion[], people: readonly Person[]): SaidRow[] {
  const { settings } = trace;
  const about = (target: string) => criteria.filter(({ applies_to }) => applies_to === target);
  return [
    saidRow("exit", "Not graded", people, ({ answer }) => sayExit(answer)),
    saidRow("first_error", "First error", people, ({ answer }) => sayFirstError(answer, trace)),
    saidRow("outcome", "Outcome", people, ({ answer }) => sayOutcome(answer)),
    saidRow("verifiable", "Verifiable", people, ({ answer }) => sayVerifiable(answer)),
    saidRow("attribution", "Responsible", people, ({ answer }) => sayAttribution(answer, trace)),
    textRow("reason", "Reason", people, ({ answer }) => sayReason(answer)),
    ...(["before", "after"] as const).flatMap((when) => planRows(when, about("plan"), people)),
    ...about("final").map((criterion) =>
      criterionRow(`final:${criterion.key}`, criterion, people, ({ final }) => final.criteria),
    ),
    ...about("overall").map((criterion) =>
      criterionRow(`overall:${criterion.key}`, criterion, people, (answer) => answer.criteria),
    ),
    // Counts say little by being the same or not: the steps are compared one by one.
    textRow("labels", "Labels", people, ({ answer }) => sayLabels(answer, settings)),
    textRow("errors", "Errors", people, ({ answer }) => sayCodes(answer, settings)),
    textRow("counterfactuals", "What could have been", people, sayCounterfactuals(trace), "counterfactuals"),
    textRow("rationale", "Rationale", people, ({ answer }) => answer.rationale, "rationale"),
  ].filter(isRow);
}

const PLAN_TITLES = { before: "before the run", after: "after the run" };

function planRows(when: "before" | "after", criteria: readonly Criterion[], people: readonly Person[]) {
  const gradeOf = ({ plan }: Answer): PlanGrade | null => plan?.[when] ?? null;
  return [
    ...criteria.map((criterion) =>
      criterionRow(
        `plan:${when}:${criterion.key}`,
        { ...criterion, title: `${criterion.title}, ${PLAN_TITLES[when]}` },
        people,
        (answer) => gradeOf(answer)?.criteria ?? {},
      ),
    ),
    textRow(`note:${when}`, `On the plan, ${PLAN_TITLES[when]}`, people, ({ answer }) => gradeOf(answer)?.note ?? ""),
  ];
}

/** A criterion with each person's value. */
export function criterionRow(
  key: string,
  { key: name, title, scale }: Criterion,
  people: readonly Person[],
  given: (answer: Answer) => Answer["criteria"],
  part: string | null = key,
): SaidRow | null {
  const say = ({ answer }: Person) => describeValue(scale, given(answer)[name]);
  return (scale.type === "text" ? textRow : saidRow)(key, title, people, say, part);
}

function sayCounterfactuals(trace: Trace) {
  return ({ answer }: Person) => answer.counterfactuals.map((each) => sayCounterfactual(each, trace)).join("\n");
}

const wordsOf = (named: readonly { value: string; label: string }[], value: string) =>
  named.find((each) => each.value === value)?.label ?? value;

/** "Bypass from step 3, Planner: the search was not needed (Same answer)". */
function sayCounterfactual({ op, from_node, claim, effect }: Counterfactual, trace: Trace): string {
  const where = from_node ? ` from ${sayNode(trace, from_node)}` : "";
  return `${wordsOf(OPERATIONS, op)}${where}: ${claim || NOTHING_SAID} (${wordsOf(EFFECTS, effect)})`;
}
