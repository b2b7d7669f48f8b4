import type { ErrorAction, ErrorChange, FoundEvidence } from "../actions";
import type { Trace } from "../steps";
import type { Answer, Evidence, FoundError } from "../types";
import { changed, without, withPart } from "./entries";

export function reduceErrors(answer: Answer, action: ErrorAction, trace: Trace): Answer {
  return withPart(answer, "errors", changedErrors(answer.errors, action, trace));
}

function changedErrors(errors: FoundError[], action: ErrorAction, trace: Trace): FoundError[] {
  switch (action.type) {
    case "addError": {
      const { type: _, evidence = [], ...given } = action;
      if (!trace.byId.has(given.node)) return errors;
      const fresh = { code: "", severity: "", rationale: "", ...given, sha256: "" };
      return [...errors, hashed({ ...fresh, evidence: evidence.map((each) => withHash(each, trace)) }, trace)];
    }
    case "changeError":
      return changed(errors, action.id, (error) => withChange(error, action.change, trace));
    case "removeError":
      return without(errors, action.id);
    case "addEvidence": {
      const evidence = withHash(action.evidence, trace);
      return changed(errors, action.error, (error) => withEvidence(error, evidence));
    }
    case "removeEvidence":
      return changed(errors, action.error, (error) => ({
        ...error,
        evidence: error.evidence.filter((_, index) => index !== action.index),
      }));
  }
}

function withChange(error: FoundError, change: ErrorChange, trace: Trace): FoundError {
  return hashed({ ...error, ...change }, trace);
}

function hashed<T extends { node: string; sha256: string }>(item: T, trace: Trace): T {
  return { ...item, sha256: trace.byId.get(item.node)?.sha256 ?? item.sha256 };
}

export function withHash({ node, part, start, end, quote }: FoundEvidence, trace: Trace): Evidence {
  return { node, sha256: trace.byId.get(node)?.sha256 ?? "", part, start, end, quote };
}

/** The same stretch of text counts once. */
function withEvidence(error: FoundError, evidence: Evidence): FoundError {
  const isThere = error.evidence.some(
    ({ node, part, start, end }) =>
      node === evidence.node && part === evidence.part && start === evidence.start && end === evidence.end,
  );
  return isThere ? error : { ...error, evidence: [...error.evidence, evidence] };
}
