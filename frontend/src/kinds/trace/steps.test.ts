import { describe, expect, it } from "vitest";

import { agentGraph, durationOf, handoffsOf, stepsOf, traceOf } from "./steps";
import { aContent, aNode, aTool, someSettings } from "./testing";
import type { TraceNode } from "./types";

const settings = someSettings();
const traceWith = (...nodes: TraceNode[]) => traceOf({ content: aContent({ nodes }), settings });

describe("steps", () => {
  it("are the nodes of the graded kinds", () => {
    const nodes = [aNode("s", { kind: "system" }), aNode("p", { kind: "plan" }), aNode("r", { kind: "reasoning" })];
    const found = stepsOf(aContent({ nodes }), someSettings({ graded: ["reasoning"] }));
    expect(found.map((node) => node.id)).toEqual(["r"]);
  });

  it("are never copied from before or a demonstration", () => {
    const nodes = [aNode("old", { context: "copied" }), aNode("shown", { context: "demo" }), aNode("own")];
    expect(stepsOf(aContent({ nodes }), settings).map((node) => node.id)).toEqual(["own"]);
  });

  it("are numbered from 1, whatever stands between them", () => {
    const trace = traceWith(aNode("a"), aNode("state", { kind: "state" }), aNode("b"));
    expect([trace.number.get("a"), trace.number.get("state"), trace.number.get("b")]).toEqual([1, undefined, 2]);
  });
});

describe("hand-offs", () => {
  it("are where the next agent is another", () => {
    const nodes = [aNode("a", { agent: "Planner" }), aNode("b", { agent: "Coder" }), aNode("c", { agent: "Coder" })];
    expect(handoffsOf(aContent({ nodes }))).toEqual([{ node: "a", from: "Planner", to: "Coder", explicit: false }]);
  });

  it("pass over what nobody did", () => {
    const between = (["system", "user", "state", "tool_result"] as const).map((kind) => aNode(kind, { kind }));
    const nodes = [
      aNode("a", { agent: "Planner" }),
      ...between,
      aNode("old", { agent: "Tester", context: "copied" }),
      aNode("b", { agent: "Coder" }),
    ];
    expect(handoffsOf(aContent({ nodes })).map(({ node, to }) => [node, to])).toEqual([["a", "Coder"]]);
  });

  it("are not counted twice where the trace says them itself", () => {
    const nodes = [
      aNode("a", { agent: "Planner" }),
      aNode("h", { kind: "handoff", agent: "Planner", to: "Coder" }),
      aNode("b", { agent: "Coder" }),
    ];
    expect(handoffsOf(aContent({ nodes }))).toEqual([{ node: "h", from: "Planner", to: "Coder", explicit: true }]);
  });

  it("are none where agents that work side by side alternate", () => {
    const nodes = [
      aNode("start", { agent: "Lead" }),
      aNode("one", { kind: "handoff", agent: "Lead", to: "Mill", parent: "start" }),
      aNode("two", { kind: "handoff", agent: "Lead", to: "Hall", parent: "start" }),
      aNode("m1", { agent: "Mill", parent: "one" }),
      aNode("h1", { agent: "Hall", parent: "two" }),
      aNode("m2", { agent: "Mill", parent: "one" }),
      aNode("h2", { agent: "Hall", parent: "two" }),
      aNode("compare", { agent: "Lead", parent: "start" }),
    ];
    const told = handoffsOf(aContent({ nodes })).map(({ from, to }) => [from, to]);
    expect(told).toEqual([
      ["Lead", "Mill"],
      ["Lead", "Hall"],
      ["Hall", "Lead"],
    ]);
  });

  it("are there one after the other, whatever the parents are", () => {
    const nodes = [
      aNode("a1", { agent: "Planner", parent: "ask" }),
      aNode("a2", { agent: "Planner", parent: "a1" }),
      aNode("b1", { agent: "Coder", parent: "ask" }),
      aNode("c1", { agent: "Tester", parent: "b1" }),
    ];
    const told = handoffsOf(aContent({ nodes })).map(({ node, to }) => [node, to]);
    expect(told).toEqual([
      ["a2", "Coder"],
      ["b1", "Tester"],
    ]);
  });

  it("need an agent on both sides", () => {
    expect(handoffsOf(aContent({ nodes: [aNode("a", { agent: "Planner" }), aNode("b"), aNode("c")] }))).toEqual([]);
  });

  it("are counted by agents in the graph, with those that were only declared", () => {
    const turns = ["Planner", "Coder", "Planner", "Coder", "Tester"];
    const nodes = turns.map((agent, at) => aNode(`n${at}`, { agent }));
    expect(agentGraph(aContent({ nodes, edges: [["Tester", "Judge"]] }))).toEqual({
      agents: ["Planner", "Coder", "Tester", "Judge"],
      links: [
        { from: "Planner", to: "Coder", count: 2 },
        { from: "Coder", to: "Planner", count: 1 },
        { from: "Coder", to: "Tester", count: 1 },
      ],
    });
  });
});

describe("results", () => {
  const call = (id: string, call_id = "") => aNode(id, { kind: "tool_call", agent: "Coder", tool: aTool({ call_id }) });
  const result = (id: string, call_id = "", more: Partial<TraceNode> = {}) =>
    aNode(id, { kind: "tool_result", tool: aTool({ call_id }), ...more });

  it("belong to the call whose id they carry, however late they come", () => {
    const trace = traceWith(call("one", "x"), call("two", "y"), aNode("m"), result("r2", "y"), result("r1", "x"));
    expect(trace.callOf.get("r1")?.id).toBe("one");
    expect(trace.results.get("two")?.map((node) => node.id)).toEqual(["r2"]);
  });

  it("belong to their parent where no id says more", () => {
    const trace = traceWith(call("one"), call("two"), result("r", "", { parent: "two" }));
    expect(trace.callOf.get("r")?.id).toBe("two");
  });

  it("come in the order of the calls where nothing says more", () => {
    const trace = traceWith(call("one"), call("two"), result("r1"), result("r2"));
    expect([trace.callOf.get("r1")?.id, trace.callOf.get("r2")?.id]).toEqual(["one", "two"]);
  });

  it("do not go to a call of an earlier turn that never had one", () => {
    const trace = traceWith(call("lost"), aNode("m"), call("later"), result("r"));
    expect(trace.callOf.get("r")?.id).toBe("later");
  });

  it("have the agent of their call", () => {
    const trace = traceWith(call("one", "x"), result("r", "x"));
    expect(trace.nodes.map(trace.agentOf)).toEqual(["Coder", "Coder"]);
  });
});

describe("the tree", () => {
  it("knows depths also where a parent comes after its child", () => {
    const trace = traceWith(aNode("leaf", { parent: "twig" }), aNode("root"), aNode("twig", { parent: "root" }));
    expect([...trace.depth.entries()].sort()).toEqual([
      ["leaf", 2],
      ["root", 0],
      ["twig", 1],
    ]);
  });

  it("bears a chain of ten thousand parents", () => {
    const nodes = Array.from({ length: 10_000 }, (_, at) => aNode(`n${at}`, { parent: at ? `n${at - 1}` : null }));
    expect(traceWith(...nodes.reverse()).depth.get("n9999")).toBe(9999);
  });
});

describe("the duration", () => {
  it("is the time from start to end in milliseconds", () => {
    expect(durationOf(aNode("a", { start: "2025-01-01T10:00:00Z", end: "2025-01-01T10:00:02.5Z" }))).toBe(2500);
  });

  it("is not known where a time is missing or the end comes first", () => {
    expect(durationOf(aNode("a", { start: "2025-01-01T10:00:00Z" }))).toBeNull();
    expect(durationOf(aNode("a", { start: "2025-01-01T10:00:02Z", end: "2025-01-01T10:00:01Z" }))).toBeNull();
  });
});
