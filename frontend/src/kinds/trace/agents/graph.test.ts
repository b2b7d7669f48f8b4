import { describe, expect, it } from "vitest";

import { traceOf } from "../steps";
import { aContent, anAnswer, aNode, aTool, someSettings } from "../testing";
import type { TraceNode } from "../types";
import { focusOf, linkAt, nextHandoff, pictureOf } from "./graph";

const by = (agent: string, id: string, overrides: Partial<TraceNode> = {}) => aNode(id, { agent, ...overrides });
const call = { kind: "tool_call", tool: aTool({ call_id: "c1" }) } as const;
const result = { kind: "tool_result", tool: aTool({ call_id: "c1" }), status: "error", agent: "" } as const;
const nodes = [
  by("Lead", "a"),
  by("Scout", "b", call),
  by("", "c", result),
  by("Lead", "d"),
  by("Scout", "e"),
  by("Writer", "f"),
];
const edges: [string, string][] = [
  ["Lead", "Scout"],
  ["Lead", "Writer"],
  ["Lead", "Lead"],
  ["Lead", "Judge"],
];
const trace = traceOf({ content: aContent({ nodes, edges }), settings: someSettings() });
const answer = anAnswer({
  steps: {
    a: { sha256: "sha-a", label: 1 },
    b: { sha256: "sha-b", label: "cannot_verify" },
    e: { sha256: "sha-e", label: -1 },
  },
  first_error: { node: "e", sha256: "sha-e" },
  attribution: { agent: "Lead", node: "d", sha256: "sha-d", reason: "" },
});
const picture = pictureOf(trace, answer);

describe("the picture of the agents", () => {
  it("counts each agent's steps, labels, errors and failures; a result belongs to the agent of its call", () => {
    const rows = picture.agents.map(({ agent, steps, labelled, wrong, failures }) => ({
      agent,
      said: [steps.length, labelled, wrong, failures],
    }));
    expect(rows).toEqual([
      { agent: "Lead", said: [2, 1, 0, 0] },
      { agent: "Scout", said: [2, 1, 1, 1] },
      { agent: "Writer", said: [1, 0, 0, 0] },
      { agent: "Judge", said: [0, 0, 0, 0] },
    ]);
  });

  it("knows whose the first error is, and who is responsible", () => {
    expect(picture.agents.filter(({ firstError }) => firstError).map(({ agent }) => agent)).toEqual(["Scout"]);
    expect(picture.agents.filter(({ responsible }) => responsible).map(({ agent }) => agent)).toEqual(["Lead"]);
  });

  it("has the hand-offs of each pair, and those that are only declared; none of an agent to itself", () => {
    expect(picture.links.map(({ from, to, handoffs, declared }) => [from, to, handoffs.join(), declared])).toEqual([
      ["Lead", "Scout", "a,d", true],
      ["Scout", "Lead", "b", false],
      ["Scout", "Writer", "e", false],
      ["Lead", "Writer", "", true],
      ["Lead", "Judge", "", true],
    ]);
  });

  it("cannot tell what is declared where nothing is", () => {
    const plain = pictureOf(traceOf({ content: aContent({ nodes }), settings: someSettings() }), answer);
    expect(plain.links.map(({ declared }) => declared)).toEqual([null, null, null]);
  });

  it("shows nobody who acts only in what may not be seen yet", () => {
    const early = pictureOf(
      traceOf({ content: aContent({ nodes }), settings: someSettings() }),
      answer,
      nodes.slice(0, 3),
    );
    expect(early.agents.map(({ agent }) => agent)).toEqual(["Lead", "Scout"]);
    expect(early.links.map(({ from, to, handoffs }) => [from, to, handoffs])).toEqual([
      ["Lead", "Scout", ["a"]],
      ["Scout", "Lead", ["b"]],
    ]);
  });

  it("leaves out the least busy agents of more than two hundred", () => {
    const many = Array.from({ length: 203 }, (_, place) => by(`Agent ${place}`, `n${place}`));
    const busy = [...many, by("Agent 202", "again")];
    const capped = pictureOf(traceOf({ content: aContent({ nodes: busy }), settings: someSettings() }), anAnswer());
    expect(capped.agents).toHaveLength(200);
    expect(capped.agents.at(-1)?.agent).toBe("Agent 202");
    expect(capped.left.agents).toBe(3);
  });
});

describe("choosing", () => {
  const [used, , , unused] = picture.links;

  it("goes from one hand-off of a link to the next, around the end", () => {
    expect(used && nextHandoff(used, null)).toBe("a");
    expect(used && nextHandoff(used, "a")).toBe("d");
    expect(used && nextHandoff(used, "d")).toBe("a");
    expect(unused && nextHandoff(unused, "a")).toBeUndefined();
  });

  it("looks at the agent of the selected node until something is chosen", () => {
    expect(focusOf(trace, null, "c")).toEqual({ agent: "Scout" });
    expect(focusOf(trace, null, null)).toBeNull();
  });

  it("stays with what was chosen until the selection leaves it", () => {
    const chosen = { agent: "Writer", at: "a" };
    expect(focusOf(trace, chosen, "a")).toBe(chosen);
    expect(focusOf(trace, chosen, "f")).toBe(chosen);
    expect(focusOf(trace, chosen, "b")).toEqual({ agent: "Scout" });
    const link = { link: used?.id ?? "", at: "a" };
    expect(focusOf(trace, link, "d")).toBe(link);
    expect(focusOf(trace, link, "e")).toEqual({ agent: "Scout" });
  });

  it("finds the link of a node that hands over", () => {
    expect(linkAt(trace, "d")).toBe(used?.id);
    expect(linkAt(trace, "f")).toBeNull();
  });
});
