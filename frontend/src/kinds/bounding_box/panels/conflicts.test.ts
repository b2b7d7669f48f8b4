import { describe, expect, it } from "vitest";

import { conflictsOf, type Layer } from "./conflicts";
import type { Labelled } from "./matching";

const at = (id: string, left: number, label = "rbc", top = 0): Labelled => ({
  id,
  label,
  x: left,
  y: top,
  width: 10,
  height: 10,
});

const layer = (id: string, ...boxes: Labelled[]): Layer => ({ id, name: `Person ${id}`, boxes });

describe("conflicts between people's boxes", () => {
  it("none where all found the same", () => {
    expect(conflictsOf([layer("A", at("a1", 0)), layer("B", at("b1", 2))], 0.5)).toEqual([]);
  });

  it("none for one person alone", () => {
    expect(conflictsOf([layer("A", at("a1", 0))], 0.5)).toEqual([]);
  });

  it("one box with two labels is one conflict, not two boxes", () => {
    const [conflict, ...more] = conflictsOf([layer("A", at("a1", 0, "rbc")), layer("B", at("b1", 1, "wbc"))], 0.5);
    expect(more).toEqual([]);
    expect(conflict).toMatchObject({ id: "A/a1 B/b1", type: "label", absent: [] });
    expect(conflict?.iou).toBeCloseTo(9 / 11, 12);
    expect(conflict?.area).toEqual({ x: 0, y: 0, width: 11, height: 10 });
  });

  it("says who has no box where others have one", () => {
    const layers = [layer("A", at("a1", 0)), layer("B", at("b1", 1)), layer("C")];
    expect(conflictsOf(layers, 0.5)).toMatchObject([{ id: "A/a1 B/b1", type: "found", absent: ["C"] }]);
  });

  it("an overlap of 0.43 is a place drawn in two ways at 0.5, and no conflict at 0.4", () => {
    const layers = [layer("A", at("a1", 0)), layer("B", at("b1", 4))];
    const [conflict, ...more] = conflictsOf(layers, 0.5);
    expect(more).toEqual([]);
    expect(conflict).toMatchObject({ type: "place", absent: [] });
    expect(conflict?.iou).toBeCloseTo(6 / 14, 12);
    expect(conflictsOf(layers, 0.4)).toEqual([]);
  });

  it("boxes that hardly overlap are two objects, each found by one", () => {
    const found = conflictsOf([layer("A", at("a1", 0)), layer("B", at("b1", 7))], 0.5);
    expect(found.map(({ id, type, absent }) => [id, type, absent])).toEqual([
      ["A/a1", "found", ["B"]],
      ["B/b1", "found", ["A"]],
    ]);
  });

  it("two overlapping boxes of one person are no conflict", () => {
    const layers = [layer("A", at("a1", 0), at("a2", 3)), layer("B", at("b1", 0), at("b2", 3))];
    expect(conflictsOf(layers, 0.5)).toEqual([]);
  });

  it("three people in a chain are one object, though the outer two overlap too little", () => {
    const [conflict] = conflictsOf([layer("A", at("a1", 0)), layer("B", at("b1", 3)), layer("C", at("c1", 6))], 0.5);
    expect(conflict).toMatchObject({ id: "A/a1 B/b1 C/c1", type: "place" });
    expect(conflict?.iou).toBeCloseTo(4 / 16, 12);
  });

  it("does not depend on the order of people or boxes", () => {
    const a = layer("A", at("a1", 0, "rbc"), at("a2", 40, "wbc", 5), at("a3", 80));
    const b = layer("B", at("b1", 1, "wbc"), at("b2", 44, "wbc", 5));
    const c = layer("C", at("c1", 2, "rbc"), at("c2", 81));
    const reversed = [c, b, a].map((each) => ({ ...each, boxes: [...each.boxes].reverse() }));
    const sets = (layers: Layer[]) =>
      conflictsOf(layers, 0.5).map(({ type, members }) => [
        type,
        members
          .map(({ box }) => box.id)
          .sort()
          .join(" "),
      ]);
    expect(sets(reversed)).toEqual(sets([a, b, c]));
    expect(sets([a, b, c])).toEqual([
      ["label", "a1 b1 c1"],
      ["found", "a3 c2"],
      ["place", "a2 b2"],
    ]);
  });

  it("are listed from top to bottom, then from left to right", () => {
    const layers = [layer("A", at("low", 0, "rbc", 90), at("right", 50), at("left", 20)), layer("B")];
    expect(conflictsOf(layers, 0.5).map(({ id }) => id)).toEqual(["A/left", "A/right", "A/low"]);
  });
});
