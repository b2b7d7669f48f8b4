import { traceOf } from "../steps";
import { aContent, anAnswer, aNode, aTaxonomy, aTool, someSettings } from "../testing";
import type { Answer, FoundError, StepAnswer } from "../types";
import type { Person } from "./people";

// Builders for this folder's tests: a trace of four steps with two agents, and people who judge it.

export const settings = someSettings({ taxonomy: aTaxonomy() });

export const content = aContent({
  nodes: [
    aNode("ask", { kind: "user" }),
    aNode("plan", { agent: "Lead" }),
    aNode("look", { kind: "tool_call", agent: "Scout", tool: aTool() }),
    aNode("found", { kind: "tool_result", tool: aTool() }),
    aNode("sum", { agent: "Scout" }),
    aNode("end", { kind: "final", agent: "Lead" }),
  ],
});

export const trace = traceOf({ content, settings });

export function said(node: string, overrides: Partial<StepAnswer> = {}): Record<string, StepAnswer> {
  return { [node]: { sha256: `sha-${node}`, ...overrides } };
}

export function firstErrorAt(node: string): Answer["first_error"] {
  return { node, sha256: `sha-${node}` };
}

export function anError(node: string, overrides: Partial<FoundError> = {}): FoundError {
  return {
    ...{ id: `error-${node}`, node, sha256: `sha-${node}`, code: "slip", severity: "high" },
    ...{ rationale: "", evidence: [], ...overrides },
  };
}

export function aPerson(name: string, answer: Partial<Answer> = {}, kind: Person["kind"] = "person"): Person {
  return { id: name, name, kind, answer: anAnswer(answer) };
}
