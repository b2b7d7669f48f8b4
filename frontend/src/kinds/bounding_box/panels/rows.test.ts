import { describe, expect, it } from "vitest";

import { anAttribute } from "../testing";
import { between, faultyIn, isFaulty, rowsOf } from "./rows";
import { aCell, aCellLabel, cellSettings } from "./testing";

const all = { label: null, faulty: null };
const boxes = [
  aCell("a", "wbc", { x: 50, y: 60, width: 5, height: 5 }),
  aCell("b", "rbc", { x: 70, y: 10, width: 20, height: 20 }),
  aCell("c", "wbc", { x: 20, y: 10, width: 10, height: 10 }),
];

describe("the rows of the list", () => {
  it("are in the order of drawing, numbered by their place in the answer", () => {
    const rows = rowsOf(boxes, cellSettings(), "drawn", all);
    expect(rows.map((row) => row.type === "box" && [row.id, row.number])).toEqual([
      ["a", 1],
      ["b", 2],
      ["c", 3],
    ]);
  });

  it("can be sorted by size and by place, and keep their numbers", () => {
    expect(rowsOf(boxes, cellSettings(), "size", all).map(({ id }) => id)).toEqual(["b", "c", "a"]);
    const placed = rowsOf(boxes, cellSettings(), "position", all);
    expect(placed.map((row) => row.type === "box" && row.number)).toEqual([3, 2, 1]);
  });

  it("stand under their labels in the order of the project", () => {
    expect(rowsOf(boxes, cellSettings(), "label", all)).toMatchObject([
      { type: "label", label: "rbc", count: 1 },
      { type: "box", id: "b" },
      { type: "label", label: "wbc", count: 2 },
      { type: "box", id: "a" },
      { type: "box", id: "c" },
    ]);
  });

  it("count a merged label as the one it was merged into, and keep boxes of unknown labels", () => {
    const labels = [aCellLabel("rbc"), aCellLabel("old", { merged_into: "rbc" })];
    const mixed = [aCell("a", "old"), aCell("b", "gone"), aCell("c", "rbc")];
    expect(rowsOf(mixed, cellSettings({ labels }), "label", all).map(({ id }) => id)).toEqual([
      "label rbc",
      "a",
      "c",
      "label gone",
      "b",
    ]);
  });

  it("can be only those of a label, or only those with a problem", () => {
    expect(rowsOf(boxes, cellSettings(), "drawn", { ...all, label: "wbc" }).map(({ id }) => id)).toEqual(["a", "c"]);
    const faulty = new Set(["b"]);
    expect(rowsOf(boxes, cellSettings(), "drawn", { ...all, faulty }).map(({ id }) => id)).toEqual(["b"]);
  });
});

describe("problems of boxes", () => {
  const label = aCellLabel("rbc", { attributes: [anAttribute({ required: true })] });

  it("are attributes that are required and missing, or labels that are gone", () => {
    expect(isFaulty(aCell("a"), label)).toBe(true);
    expect(isFaulty(aCell("a", "rbc", { attributes: { wet: { value: false } } }), label)).toBe(false);
    expect(isFaulty(aCell("a"), { ...aCellLabel("rbc"), archived: true })).toBe(true);
    expect(isFaulty(aCell("a"), undefined)).toBe(true);
  });

  it("also come from the server, by the place of the box", () => {
    const problems = { "boxes.2.label": "Box 3: unknown.", "boxes.9": "Gone.", boxes: "Too many." };
    expect([...faultyIn(boxes, cellSettings(), problems)]).toEqual(["c"]);
  });
});

describe("a selection with Shift", () => {
  const rows = rowsOf(boxes, cellSettings(), "label", all);

  it("takes the boxes between two rows, in both directions, and no headings", () => {
    expect(between(rows, "b", "a")).toEqual(["b", "a"]);
    expect(between(rows, "c", "b")).toEqual(["b", "a", "c"]);
  });

  it("takes the one box when the other is not in the list", () => {
    expect(between(rows, "elsewhere", "c")).toEqual(["c"]);
  });
});
