import type { Value } from "@/lib/scales";

import type { Answer, Counterfactual, FoundError, Judgements, PlanGrade, StepAnswer } from "../types";

export function emptyAnswer(): Answer {
  return {
    ...{ exit: null, steps: {}, first_error: null, errors: [], plan: null, final: { criteria: {} }, outcome: null },
    ...{ verifiable: null, attribution: null, counterfactuals: [], criteria: {}, rationale: "" },
  };
}

/** An answer from a stored draft: whatever is not of the right shape is left out. */
export function fromDraft(raw: unknown): Answer {
  if (!isRecord(raw)) return emptyAnswer();
  return {
    exit: exitFrom(raw.exit),
    steps: stepsFrom(raw.steps),
    first_error: firstErrorFrom(raw.first_error),
    errors: listOf(raw.errors, isFoundError),
    plan: planFrom(raw.plan),
    final: { criteria: judgementsFrom(isRecord(raw.final) ? raw.final.criteria : null) },
    outcome: (textFrom(raw.outcome) || null) as Answer["outcome"],
    verifiable: (textFrom(raw.verifiable) || null) as Answer["verifiable"],
    attribution: attributionFrom(raw.attribution),
    counterfactuals: listOf(raw.counterfactuals, isCounterfactual),
    criteria: judgementsFrom(raw.criteria),
    rationale: textFrom(raw.rationale),
  };
}

function exitFrom(raw: unknown): Answer["exit"] {
  if (!isRecord(raw) || !isText(raw.reason)) return null;
  return { reason: raw.reason, note: textFrom(raw.note) } as Answer["exit"];
}

function stepsFrom(raw: unknown): Record<string, StepAnswer> {
  if (!isRecord(raw)) return {};
  const entries = Object.entries(raw).filter((entry): entry is [string, StepAnswer] => isRecord(entry[1]));
  return Object.fromEntries(entries);
}

/** Imported answers name a step by its id alone. */
function firstErrorFrom(raw: unknown): Answer["first_error"] {
  if (!isRecord(raw)) return null;
  if (raw.none === true) return { none: true };
  return isText(raw.node) ? { node: raw.node, sha256: textFrom(raw.sha256) } : null;
}

function attributionFrom(raw: unknown): Answer["attribution"] {
  if (!isRecord(raw)) return null;
  if (raw.nobody === true) return { nobody: true };
  if (!isText(raw.agent)) return null;
  return { agent: raw.agent, node: textFrom(raw.node), sha256: textFrom(raw.sha256), reason: textFrom(raw.reason) };
}

function planFrom(raw: unknown): Answer["plan"] {
  if (!isRecord(raw)) return null;
  return { before: gradeFrom(raw.before), after: isRecord(raw.after) ? gradeFrom(raw.after) : null };
}

function gradeFrom(raw: unknown): PlanGrade {
  return isRecord(raw)
    ? { criteria: judgementsFrom(raw.criteria), note: textFrom(raw.note) }
    : { criteria: {}, note: "" };
}

function judgementsFrom(raw: unknown): Judgements {
  return isRecord(raw) ? (raw as Record<string, Value>) : {};
}

function listOf<T>(raw: unknown, isOne: (item: unknown) => item is T): T[] {
  return Array.isArray(raw) ? raw.filter(isOne) : [];
}

function isFoundError(raw: unknown): raw is FoundError {
  if (!isRecord(raw)) return false;
  return [raw.id, raw.node, raw.code, raw.severity, raw.rationale].every(isText) && Array.isArray(raw.evidence);
}

function isCounterfactual(raw: unknown): raw is Counterfactual {
  if (!isRecord(raw)) return false;
  return (
    [raw.id, raw.op, raw.claim].every(isText) && Array.isArray(raw.skipped_agents) && Array.isArray(raw.preconditions)
  );
}

function textFrom(raw: unknown): string {
  return isText(raw) ? raw : "";
}

function isText(raw: unknown): raw is string {
  return typeof raw === "string";
}

function isRecord(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}
