import { describe, expect, it } from "vitest";

import { aContent, aContext, aDesk, aNode, aTool } from "../testing";
import type { TraceNode } from "../types";
import { openHit, textKey, toggleFold } from "./opening";
import { bandKey, estimatedHeight, rowAt, rowsOf } from "./rows";
import { firstHit, hitsIn, MOST_HITS, sayHits, stepHit } from "./searching";
import { ARGUMENTS_PART } from "./toolText";

const NONE = new Set<string>();

describe("a search", () => {
  it("finds words whatever their case, in texts and in arguments", () => {
    const nodes = [
      aNode("a", { text_parts: ["A Prime, a prime", "no"] }),
      aNode("t", { kind: "tool_call", text_parts: [], tool: aTool({ arguments: { query: "PRIME" } }) }),
    ];
    expect(hitsIn(nodes, " prime ").map(({ node, part, ordinal }) => [node, part, ordinal])).toEqual([
      ["a", 0, 0],
      ["a", 0, 1],
      ["t", ARGUMENTS_PART, 0],
    ]);
  });

  it("knows where they are in the text as it is shown", () => {
    const [hit] = hitsIn([aNode("a", { text_parts: ["\u202eprime"] })], "prime");
    expect([hit?.start, hit?.end]).toEqual([5, 10]);
  });

  it("looks for nothing while nothing is typed, and stops when there is too much", () => {
    const nodes = [aNode("a", { text_parts: ["x".repeat(10_000)] })];
    expect(hitsIn(nodes, "  ")).toEqual([]);
    expect(hitsIn(nodes, "x")).toHaveLength(MOST_HITS);
    expect(sayHits(MOST_HITS, 0)).toBe("1 of 2,000+");
  });

  it("begins where the person reads and goes round", () => {
    const nodes = ["a", "b", "c"].map((id) => aNode(id, { text_parts: ["same"] }));
    const place = new Map(nodes.map(({ id }, at) => [id, at]));
    expect(firstHit(hitsIn(nodes, "same"), place, "b")).toBe(1);
    expect([stepHit(2, 3, 1), stepHit(0, 3, -1), stepHit(0, 0, 1)]).toEqual([0, 2, 0]);
  });

  it("opens what hides a hit", () => {
    const text = `${"word ".repeat(9_000)}needle`;
    const nodes = [
      aNode("z"),
      aNode("one", { context: "demo" }),
      aNode("two", { context: "demo", text_parts: [text] }),
    ];
    const desk = aDesk(aContext({ content: aContent({ nodes }) }));
    const [hit] = hitsIn(nodes, "needle");
    if (hit) openHit(desk, hit);
    expect([...desk.state.get().unfolded]).toEqual([textKey("two", 0), "band one"]);
    expect(desk.state.get().pages.get(textKey("two", 0))).toBe(2);
  });
});

describe("folding", () => {
  it("opens the long texts of a node, and folds them again", () => {
    const node = aNode("a", { text_parts: ["short", "word ".repeat(700)] });
    const desk = aDesk(aContext({ content: aContent({ nodes: [node] }) }));
    toggleFold(desk, node);
    expect([...desk.state.get().unfolded]).toEqual([textKey("a", 1)]);
    toggleFold(desk, node);
    expect(desk.state.get().unfolded.size).toBe(0);
  });
});

describe("the rows", () => {
  const call = aNode("t", { kind: "tool_call" });
  const result = aNode("r", { kind: "tool_result" });
  const nodes = [
    aNode("old", { context: "copied" }),
    aNode("older", { context: "copied" }),
    aNode("demo", { context: "demo" }),
    call,
    result,
  ];
  const callOf = new Map([["r", call]]);

  it("fold what is not of this run into bands", () => {
    expect(rowsOf(nodes, callOf, NONE, false).map(({ key }) => key)).toEqual(["band old", "band demo", "t", "r"]);
  });

  it("show what is in a band once it is open", () => {
    const open = new Set(["band old"]);
    expect(rowsOf(nodes, callOf, open, false).map(({ key }) => key)).toEqual([
      ...["band old", "old", "older", "band demo", "t", "r"],
    ]);
    expect(bandKey(aNode("old"))).toBe("band old");
  });

  it("join a result to the call above it", () => {
    const joined = rowsOf(nodes, callOf, NONE, false).map((row) => row.type === "node" && row.joined);
    expect(joined).toEqual([false, false, false, true]);
  });

  it("end where the run is hidden", () => {
    expect(rowsOf([call], callOf, NONE, true).map(({ type }) => type)).toEqual(["node", "hidden"]);
  });

  it("are guessed higher for more text, up to what a folded one has", () => {
    const heightOf = (letters: number, more: Partial<TraceNode> = {}) => {
      const node = aNode("a", { text_parts: ["x".repeat(letters)], ...more });
      return estimatedHeight({ type: "node", key: "a", node, joined: false });
    };
    expect(heightOf(900)).toBeGreaterThan(heightOf(90));
    expect(heightOf(90, { kind: "tool_call" })).toBeGreaterThan(heightOf(90));
    expect(heightOf(5_000_000)).toBe(heightOf(1_300));
    const band = { type: "band", key: "band a", nodes: [aNode("a")], open: false } as const;
    expect(estimatedHeight(band)).toBeLessThan(heightOf(0));
  });

  it("are found by node, also in a closed band", () => {
    const rows = rowsOf(nodes, callOf, NONE, false);
    expect([rowAt(rows, "r"), rowAt(rows, "older"), rowAt(rows, null)]).toEqual([3, 0, -1]);
    const open = rowsOf(nodes, callOf, new Set(["band old"]), false);
    expect([rowAt(open, "older"), rowAt(open, "demo")]).toEqual([2, 3]);
  });
});
