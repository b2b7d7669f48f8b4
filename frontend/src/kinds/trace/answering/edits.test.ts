import { describe, expect, it } from "vitest";

import { emptyAnswer, reduce } from "../answer";
import { traceOf } from "../steps";
import { aContent, aContext, aNode, aTool } from "../testing";
import type { Counterfactual } from "../types";
import { agentsBetween, editProblems, openFields } from "./edits";

const nodes = [
  aNode("a", { agent: "Planner", tokens: { input: 11, output: 2 } }),
  aNode("b", { agent: "Critic", tokens: { input: 100, output: 50 } }),
  aNode("call", { kind: "tool_call", agent: "Critic", tool: aTool({ name: "lookup" }) }),
  aNode("got", { kind: "tool_result", tool: aTool({ name: "cache" }) }),
  aNode("c", { agent: "Coder", tokens: { input: 7, output: 3 } }),
  aNode("d", { kind: "final", agent: "Coder" }),
];
const tools = [{ name: "search", description: "", parameters: null }];
const trace = traceOf(aContext({ content: aContent({ nodes, tools }) }));

function anEdit(change: Partial<Counterfactual>): Counterfactual {
  const answer = reduce(emptyAnswer(), { type: "addCounterfactual", id: "k1", change }, trace);
  const [edit] = answer.counterfactuals;
  if (!edit) throw new Error("Nothing was added.");
  return edit;
}

const bypass = anEdit({
  ...{ op: "bypass", from_node: "a", to_node: "c", from_agent: "Planner", to_agent: "Coder" },
  ...{ skipped_agents: ["Critic"], claim: "Planner could have called Coder." },
});

describe("a counterfactual edit", () => {
  it("fits the run", () => {
    expect(editProblems(bypass, trace)).toEqual({});
    expect(openFields(bypass)).toEqual([]);
  });

  it("goes forwards", () => {
    expect(editProblems(anEdit({ op: "reorder", from_node: "c", to_node: "b" }), trace)).toEqual({
      to_node: "This must come after the step it goes from.",
    });
  });

  it("leaves out agents that act between its steps", () => {
    expect(agentsBetween(trace, "a", "c")).toEqual(["Critic"]);
    expect(editProblems({ ...bypass, skipped_agents: ["Critic", "Coder"] }, trace)).toEqual({
      skipped_agents: "Between the two steps, Coder did nothing.",
    });
  });

  it("says nothing of agents between steps that are the wrong way round", () => {
    expect(editProblems({ ...bypass, from_node: "c", to_node: "a" }, trace)).toEqual({
      to_node: "This must come after the step it goes from.",
    });
  });

  it("leaves out only as many agents as can be kept", () => {
    const skipped_agents = Array.from({ length: 51 }, (_, at) => `Agent ${at}`);
    expect(editProblems({ ...bypass, skipped_agents }, trace).skipped_agents).toBe("Leave out at most 50 agents.");
  });

  it("names steps, agents and tools of the trace", () => {
    const edit = anEdit({ op: "replace", from_node: "gone", to_agent: "Nobody", tool: "hammer" });
    expect(editProblems(edit, trace)).toEqual({
      from_node: "The trace has no such step.",
      to_agent: "The trace has no such agent.",
      tool: "The trace has no such tool.",
    });
    expect(editProblems(anEdit({ op: "replace", from_node: "call", tool: "search" }), trace)).toEqual({});
    expect(editProblems(anEdit({ op: "replace", from_node: "call", tool: "lookup" }), trace)).toEqual({});
    expect(editProblems(anEdit({ op: "replace", from_node: "call", tool: "cache" }), trace)).toEqual({});
  });

  it("says what its operation needs", () => {
    expect(openFields(anEdit({}))).toEqual([
      ...["from_node", "to_node", "from_agent", "to_agent", "skipped_agents", "claim"],
    ]);
    expect(openFields(anEdit({ op: "stop_earlier", from_node: "b" }))).toEqual(["claim"]);
    expect(openFields(anEdit({ op: "replace", from_node: "b", to_agent: "Coder", claim: "Ask Coder." }))).toEqual([]);
    const preconditions = [{ text: " ", evidence: null }];
    expect(openFields({ ...anEdit({ op: "insert", claim: "Check first." }), preconditions })).toEqual([
      ...["from_node", "preconditions"],
    ]);
  });
});
