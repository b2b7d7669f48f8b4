import { describe, expect, it } from "vitest";

import { emptyAnswer, reduce } from "../answer";
import { traceOf } from "../steps";
import { aContent, aContext, aNode, aTool } from "../testing";
import type { Counterfactual } from "../types";
import { sayEdit, sayOpen, sayPermitted, sayStretch, spared } from "./edits";

const nodes = [
  aNode("a", { agent: "Planner", tokens: { input: 11, output: 2 } }),
  aNode("b", { agent: "Critic", tokens: { input: 100, output: 50 } }),
  aNode("call", { kind: "tool_call", agent: "Critic", tool: aTool({ name: "lookup" }) }),
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
  it("says what is still open in one sentence", () => {
    expect(sayOpen(bypass)).toBeNull();
    const preconditions = [{ text: " ", evidence: null }];
    expect(sayOpen({ ...anEdit({ op: "insert", claim: "Check first." }), preconditions })).toBe(
      "Still open: the first step, a precondition’s words.",
    );
  });

  it("is named by what it does and where", () => {
    expect(sayEdit(bypass, trace)).toBe("Bypass Critic: step 1 to step 4");
    expect(sayEdit(anEdit({ op: "stop_earlier", from_node: "b" }), trace)).toBe("Stop earlier: step 2");
    expect(sayEdit(anEdit({}), trace)).toBe("Bypass …");
    expect(sayEdit(anEdit({ skipped_agents: ["\u202eCritic"] }), trace)).toBe("Bypass ⟦RLO⟧Critic");
  });
});

describe("what the run says of an edit", () => {
  it("is what would be spared on the direct way", () => {
    expect(spared(bypass, trace)).toEqual({ steps: 2, tokens: 150, seconds: null });
  });

  it("is all that follows when the run stops earlier", () => {
    expect(spared(anEdit({ op: "stop_earlier", from_node: "b" }), trace)).toEqual({
      steps: 3,
      tokens: 10,
      seconds: null,
    });
  });

  it("is nothing where something is added or moved", () => {
    expect(spared(anEdit({ op: "insert", from_node: "a", to_node: "c" }), trace)).toBeNull();
  });

  it("is said in words", () => {
    expect(sayStretch({ steps: 1, tokens: 1204, seconds: 72 })).toBe("1 step, 1,204 tokens, 1 min 12 s");
    expect(sayStretch({ steps: 4, tokens: null, seconds: null })).toBe("4 steps");
    expect([true, false, null].map(sayPermitted)).toEqual(["yes", "no", "not declared"]);
  });
});
