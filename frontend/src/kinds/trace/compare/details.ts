import type { Criterion } from "@/api/types";

import { choiceOf } from "../labels";
import { titleOf } from "../panels/codes";
import { HANDOFF_QUESTIONS, TOOL_CHECKS, TOOL_VERDICTS } from "../panels/words";
import type { Trace } from "../steps";
import { NOTHING_SAID, sayAttribution, sayFirstError } from "../summary";
import type { Answer, FoundError, Rewrite, Settings, StepAnswer, YesNo } from "../types";
import type { Person } from "./people";
import { isRow, type SaidCell, type SaidRow, saidRow, textRow } from "./said";
import { criterionRow } from "./whole";

const OF_NODES: readonly string[] = ["step", "tool_call", "handoff"];
const YES_NO: Record<YesNo, string> = { yes: "Yes", no: "No", cannot_verify: "Cannot verify" };
const TONES = { yes: "right", no: "wrong", cannot_verify: "cannot_verify" } as const;

/** All that people said of one node. */
export function detailRows(
  trace: Trace,
  criteria: readonly Criterion[],
  people: readonly Person[],
  node: string,
): SaidRow[] {
  const { settings } = trace;
  const at = ({ answer }: Person): StepAnswer | undefined => answer.steps[node];
  const only = criteria.filter(({ applies_to }) => OF_NODES.includes(applies_to));
  return [
    saidRow("label", "Label", people, (person) => sayLabel(at(person), settings), null),
    firstErrorRow(trace, people, node),
    saidRow("verdict", "Tool call", people, (person) => sayVerdict(at(person)), null),
    ...settings.tool_calls.checks.map((check) =>
      saidRow(
        `check:${check}`,
        TOOL_CHECKS[check],
        people,
        (person) => sayYesNo(at(person)?.tool?.checks?.[check]),
        null,
      ),
    ),
    ...settings.handoffs.map((question) =>
      saidRow(
        `handoff:${question}`,
        HANDOFF_QUESTIONS[question],
        people,
        (person) => sayYesNo(at(person)?.handoff?.[question]),
        null,
      ),
    ),
    ...only.map((criterion) =>
      criterionRow(
        `criterion:${criterion.key}`,
        criterion,
        people,
        (answer) => answer.steps[node]?.criteria ?? {},
        null,
      ),
    ),
    saidRow("errors", "Errors", people, ({ answer }) => sayErrors(answer, node, settings), null),
    textRow("why", "Why", people, ({ answer }) => sayRationales(answer, node, settings)),
    attributionRow(trace, people, node),
    textRow("rewrite", "Rewrite", people, (person) => sayRewrite(at(person)?.rewrite)),
    textRow("comment", "Comment", people, (person) => at(person)?.comment ?? ""),
  ].filter(isRow);
}

function sayLabel(said: StepAnswer | undefined, settings: Settings): string | SaidCell {
  if (said?.label === undefined) return NOTHING_SAID;
  const choice = choiceOf(said.label, settings);
  const words = choice?.label ?? String(said.label);
  return { words: said.inherited ? `${words}, inherited` : words, tone: choice?.tone ?? "neutral" };
}

function sayVerdict(said: StepAnswer | undefined): string | SaidCell {
  const verdict = said?.tool?.verdict;
  if (!verdict) return NOTHING_SAID;
  const words = TOOL_VERDICTS.find(({ value }) => value === verdict)?.label ?? verdict;
  return { words, tone: verdict === "correct" ? "right" : verdict === "cannot_verify" ? verdict : "wrong" };
}

function sayYesNo(value: YesNo | undefined): string | SaidCell {
  return value === undefined ? NOTHING_SAID : { words: YES_NO[value], tone: TONES[value] };
}

/** Where each person sees the first error, if someone sees it here. */
function firstErrorRow(trace: Trace, people: readonly Person[], node: string): SaidRow | null {
  const isHere = ({ first_error }: Answer) =>
    first_error !== null && "node" in first_error && first_error.node === node;
  if (!people.some(({ answer }) => isHere(answer))) return null;
  const say = ({ answer }: Person): string | SaidCell =>
    isHere(answer) ? { words: "Here", tone: "wrong" } : sayFirstError(answer, trace);
  return saidRow("first_error", "First error", people, say, null);
}

function attributionRow(trace: Trace, people: readonly Person[], node: string): SaidRow | null {
  const isHere = ({ attribution }: Answer) =>
    attribution !== null && "node" in attribution && attribution.node === node;
  if (!people.some(({ answer }) => isHere(answer))) return null;
  return saidRow("responsible", "Responsible", people, ({ answer }) => sayAttribution(answer, trace), null);
}

const errorsAt = ({ errors }: Answer, node: string) => errors.filter((error) => error.node === node);

function sayError({ code, severity }: FoundError, { taxonomy }: Settings): string {
  const weight = taxonomy?.severities.find(({ key }) => key === severity)?.title ?? severity;
  const title = titleOf(taxonomy, code);
  return weight ? `${title} (${weight.toLowerCase()})` : title;
}

function sayErrors(answer: Answer, node: string, settings: Settings): string {
  return errorsAt(answer, node)
    .map((error) => sayError(error, settings))
    .sort()
    .join("\n");
}

/** Why each error is one, with what was marked in the text as evidence. */
function sayRationales(answer: Answer, node: string, { taxonomy }: Settings): string {
  const found = errorsAt(answer, node);
  return found
    .map(({ code, rationale, evidence }) => {
      const quotes = evidence.map(({ quote }) => `“${quote}”`);
      const why = [rationale, ...quotes].filter(Boolean).join("\n");
      return why && found.length > 1 ? `${titleOf(taxonomy, code)}: ${why}` : why;
    })
    .filter(Boolean)
    .join("\n");
}

function sayRewrite(rewrite: Rewrite | undefined): string {
  if (!rewrite) return "";
  if ("text" in rewrite) return rewrite.text;
  return `${rewrite.name}(${"unread" in rewrite ? rewrite.unread : JSON.stringify(rewrite.arguments)})`;
}
