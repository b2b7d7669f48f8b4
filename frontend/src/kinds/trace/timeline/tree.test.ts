import { describe, expect, it } from "vitest";

import { traceOf } from "../steps";
import { aContent, aNode, someSettings } from "../testing";
import { moveBy, parentsOf, rowsOf, toggled, unfoldedTo } from "./tree";

const under = (parent: string, ...ids: string[]) => ids.map((id) => aNode(id, { parent }));
const nodes = [aNode("run"), ...under("run", "plan", "search"), ...under("search", "fetch"), aNode("end")];
const trace = traceOf({ content: aContent({ nodes }), settings: someSettings() });
const ids = (folded: string[] = []) => rowsOf(trace, new Set(folded)).map(({ node }) => node.id);

describe("the rows of the tree", () => {
  it("have children below their parent, with their depth and their place among siblings", () => {
    const rows = rowsOf(trace, new Set());
    expect(rows.map(({ node, depth, position, siblings }) => [node.id, depth, position, siblings])).toEqual([
      ["run", 0, 1, 2],
      ["plan", 1, 1, 2],
      ["search", 1, 2, 2],
      ["fetch", 2, 1, 1],
      ["end", 0, 2, 2],
    ]);
    expect(rows.filter(({ open }) => open).map(({ node }) => node.id)).toEqual(["run", "search"]);
  });

  it("hide what is below a folded node", () => {
    expect(ids(["search"])).toEqual(["run", "plan", "search", "end"]);
    expect(ids(["run"])).toEqual(["run", "end"]);
  });

  it("leave out nodes that may not be seen, and do not count them", () => {
    const rows = rowsOf(trace, new Set(), (node) => node.id !== "fetch" && node.id !== "end");
    expect(rows.map(({ node, children, siblings }) => [node.id, children, siblings])).toEqual([
      ["run", 2, 1],
      ["plan", 0, 2],
      ["search", 0, 2],
    ]);
  });

  it("are made of a chain of ten thousand parents", () => {
    const chain = Array.from({ length: 10_000 }, (_, at) => aNode(`c${at}`, { parent: at > 0 ? `c${at - 1}` : null }));
    const deep = traceOf({ content: aContent({ nodes: chain }), settings: someSettings() });
    expect(rowsOf(deep, new Set()).at(-1)).toMatchObject({ depth: 9999, node: { id: "c9999" } });
  });

  it("may stand before their parents in the trace", () => {
    const upside = [aNode("child", { parent: "late" }), aNode("late")];
    const rows = rowsOf(traceOf({ content: aContent({ nodes: upside }), settings: someSettings() }), new Set());
    expect(rows.map(({ node }) => node.id)).toEqual(["late", "child"]);
  });
});

describe("folding", () => {
  it("folds and opens by turns", () => {
    expect([...toggled(new Set(["run"]), "search")]).toEqual(["run", "search"]);
    expect([...toggled(new Set(["run", "search"]), "run")]).toEqual(["search"]);
  });

  it("opens all that hides a node, and keeps the rest as it is", () => {
    const folded = new Set(["run", "search", "elsewhere"]);
    expect([...unfoldedTo(trace, folded, "fetch")]).toEqual(["elsewhere"]);
    expect([...unfoldedTo(trace, folded, "search")]).toEqual(["search", "elsewhere"]);
    expect(unfoldedTo(trace, folded, "end")).toBe(folded);
  });

  it("can be done to every node with children", () => {
    expect(parentsOf(trace)).toEqual(["run", "search"]);
  });
});

describe("arrow keys", () => {
  const open = rowsOf(trace, new Set());
  const folded = rowsOf(trace, new Set(["search"]));

  it("walk up and down, and stay at the ends", () => {
    expect(moveBy("ArrowDown", open, 1)).toEqual({ select: "search" });
    expect(moveBy("ArrowUp", open, 1)).toEqual({ select: "run" });
    expect(moveBy("ArrowUp", open, 0)).toEqual({ select: "run" });
    expect(moveBy("ArrowDown", open, 4)).toEqual({ select: "end" });
    expect(moveBy("End", open, 0)).toEqual({ select: "end" });
    expect(moveBy("Home", open, 3)).toEqual({ select: "run" });
  });

  it("open a folded node on the right, then go into it", () => {
    expect(moveBy("ArrowRight", folded, 2)).toEqual({ toggle: "search" });
    expect(moveBy("ArrowRight", open, 2)).toEqual({ select: "fetch" });
    expect(moveBy("ArrowRight", open, 4)).toEqual({ select: "end" });
  });

  it("fold an open node on the left, then go to its parent", () => {
    expect(moveBy("ArrowLeft", open, 2)).toEqual({ toggle: "search" });
    expect(moveBy("ArrowLeft", folded, 2)).toEqual({ select: "run" });
    expect(moveBy("ArrowLeft", open, 3)).toEqual({ select: "search" });
  });

  it("begin at the top where nothing is selected, and leave other keys alone", () => {
    expect(moveBy("ArrowDown", open, -1)).toEqual({ select: "run" });
    expect(moveBy("j", open, 1)).toBeNull();
  });
});
