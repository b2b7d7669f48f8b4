import { count, counted } from "@/lib/format";

import { shownWords } from "./conversation/controls";
import { isWrong, labelChoices, type Tone } from "./labels";
import { titleOf } from "./panels/codes";
import { EXITS, OUTCOMES, VERIFIABLE } from "./panels/words";
import type { Trace } from "./steps";
import { nodeWords } from "./timeline/words";
import type { Answer, Label, Settings } from "./types";

// Answers in words. Lists may know an answer without its trace; then steps are called by their ids.

export const NOTHING_SAID = "—";

type Named = readonly { value: string; label: string }[];

const labelOf = (named: Named, value: string) => named.find((each) => each.value === value)?.label ?? value;

/** "Step 7, WebSurfer"; the id where the trace is not at hand. */
export function sayNode(trace: Trace, id: string): string {
  return trace.byId.has(id) ? nodeWords(trace, id) : shownWords(id);
}

export function sayFirstError({ first_error }: Pick<Answer, "first_error">, trace: Trace): string {
  if (first_error === null) return NOTHING_SAID;
  return "none" in first_error ? "No error" : sayNode(trace, first_error.node);
}

export function sayOutcome({ outcome }: Pick<Answer, "outcome">): string {
  return outcome === null ? NOTHING_SAID : labelOf(OUTCOMES, outcome);
}

export function sayVerifiable({ verifiable }: Pick<Answer, "verifiable">): string {
  return verifiable === null ? NOTHING_SAID : labelOf(VERIFIABLE, verifiable);
}

/** "WebSurfer, step 7". */
export function sayAttribution({ attribution }: Pick<Answer, "attribution">, trace: Trace): string {
  if (attribution === null) return NOTHING_SAID;
  if ("nobody" in attribution) return "Nobody";
  const { node } = attribution;
  const agent = shownWords(attribution.agent);
  const number = trace.number.get(node);
  if (number !== undefined) return `${agent}, step ${count(number)}`;
  return node ? `${agent}, ${sayNode(trace, node)}` : agent;
}

export function sayReason({ attribution }: Pick<Answer, "attribution">): string {
  return attribution !== null && "reason" in attribution ? attribution.reason : "";
}

export function sayExit({ exit }: Pick<Answer, "exit">): string {
  if (exit === null) return NOTHING_SAID;
  const reason = labelOf(EXITS, exit.reason);
  return exit.note ? `${reason}: ${exit.note}` : reason;
}

export interface LabelCount {
  label: Label;
  title: string;
  tone: Tone;
  steps: number;
}

/** How many steps have each label, best first; labels that no step has are left out. */
export function labelCounts({ steps }: Pick<Answer, "steps">, settings: Settings): LabelCount[] {
  const given = Object.values(steps).flatMap(({ label }) => (label === undefined ? [] : [label]));
  return labelChoices(settings).flatMap(({ value, label: title, tone }) => {
    const found = given.filter((label) => label === value).length;
    return found > 0 ? [{ label: value, title, tone, steps: found }] : [];
  });
}

/** "12 right, 2 wrong". */
export function sayLabels(answer: Pick<Answer, "steps">, settings: Settings): string {
  const counts = labelCounts(answer, settings);
  if (counts.length === 0) return NOTHING_SAID;
  return counts.map(({ title, steps }) => `${count(steps)} ${title.toLowerCase()}`).join(", ");
}

/** How many of the steps that are wrong only follow from an earlier error. */
export function inheritedCount({ steps }: Pick<Answer, "steps">, settings: Settings): number {
  return Object.values(steps).filter(({ label, inherited }) => inherited && isWrong(label, settings)).length;
}

export interface CodeCount {
  code: string;
  title: string;
  errors: number;
}

/** How often each error of the taxonomy is marked, the most frequent first. */
export function codeCounts({ errors }: Pick<Answer, "errors">, settings: Settings): CodeCount[] {
  const counts = new Map<string, number>();
  for (const { code } of errors) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .map(([code, found]) => ({ code, title: titleOf(settings.taxonomy, code), errors: found }))
    .sort((one, other) => other.errors - one.errors);
}

/** "Slip ×2, Resource abuse". */
export function sayCodes(answer: Pick<Answer, "errors">, settings: Settings): string {
  const counts = codeCounts(answer, settings);
  if (counts.length === 0) return NOTHING_SAID;
  return counts.map(({ title, errors }) => (errors > 1 ? `${title} ×${count(errors)}` : title)).join(", ");
}

/** What else an answer has: "2 rewrites, 1 counterfactual, 3 comments"; empty where there is nothing. */
export function sayRest({ steps, counterfactuals }: Pick<Answer, "steps" | "counterfactuals">): string {
  const said = Object.values(steps);
  const rewrites = said.filter(({ rewrite }) => rewrite !== undefined).length;
  const comments = said.filter(({ comment }) => comment).length;
  return [
    rewrites > 0 ? counted(rewrites, "rewrite") : "",
    counterfactuals.length > 0 ? counted(counterfactuals.length, "counterfactual") : "",
    comments > 0 ? counted(comments, "comment") : "",
  ]
    .filter(Boolean)
    .join(", ");
}
