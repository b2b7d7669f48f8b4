import { describe, expect, it } from "vitest";

import { assign } from "./assignment";
import { iou, type Labelled, matching, overlapping } from "./matching";

/** A box ten high from `left`, ten wide: moved by d, two of them share (10 − d) / (10 + d). */
const at = (id: string, left: number, label = "rbc"): Labelled => ({ id, label, x: left, y: 0, width: 10, height: 10 });

describe("overlap", () => {
  it("is what two boxes share of what they cover together", () => {
    expect(iou(at("a", 0), at("b", 3))).toBeCloseTo(7 / 13, 12);
  });

  it("is nothing for boxes that only touch", () => {
    expect(iou(at("a", 0), at("b", 10))).toBe(0);
  });

  it("is the share of the areas for a box inside another", () => {
    expect(iou({ x: 2, y: 3, width: 4, height: 5 }, at("b", 0))).toBeCloseTo(0.2, 12);
  });

  it("is found between boxes of unlike widths wherever they begin", () => {
    const wide = { x: 0, y: 0, width: 100, height: 10 };
    const found = overlapping([at("a", 50), at("b", 200)], [at("c", 58), wide], 0.05);
    expect(found.map(({ one, other }) => [one, other])).toEqual([
      [0, 1],
      [0, 0],
    ]);
  });
});

describe("matching", () => {
  it("takes two fair pairs rather than one good one, which leaves two boxes alone", () => {
    const pairs = matching([at("a", 1), at("b", -3)], [at("c", 0), at("d", 4)], 0.5);
    expect(pairs.map(({ one, other }) => [one, other])).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it("leaves out pairs below the threshold before it chooses", () => {
    const pairs = matching([at("a", 0), at("b", 6.5)], [at("c", 3), at("d", -3.5)], 0.5);
    expect(pairs).toEqual([{ one: 0, other: 0, iou: expect.closeTo(7 / 13, 9) as number }]);
  });

  it("counts a pair that overlaps by just the threshold", () => {
    const inner = { ...at("b", 0), height: 5 };
    expect(matching([at("a", 0)], [inner], 0.5)).toHaveLength(1);
    expect(matching([at("a", 0)], [{ ...inner, height: 4.99 }], 0.5)).toHaveLength(0);
  });

  it("does not look at labels, except between pairs that are equally good", () => {
    expect(matching([at("a", 0, "rbc")], [at("b", 1, "wbc")], 0.5)).toHaveLength(1);
    const pairs = matching([at("a", 0, "rbc"), at("b", 0, "wbc")], [at("c", 0, "wbc"), at("d", 0, "rbc")], 0.5);
    expect(pairs.map(({ one, other }) => [one, other])).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it("pairs thousands of boxes with themselves", () => {
    const many = Array.from({ length: 5000 }, (_, place) => ({
      ...at(String(place), (place % 100) * 12),
      y: Math.floor(place / 100) * 12,
    }));
    const pairs = matching(many, many, 0.5);
    expect(pairs).toHaveLength(5000);
    expect(pairs.every(({ one, other }) => one === other)).toBe(true);
  });
});

describe("assignment", () => {
  it("finds the greatest sum", () => {
    const worth = [
      [7, 5, 9],
      [8, 6, 2],
      [4, 3, 1],
    ];
    expect(assign(worth)).toEqual([2, 0, 1]);
  });

  it("leaves rows without a column where columns are few", () => {
    expect(assign([[0.6], [0.9], [0.7]])).toEqual([-1, 0, -1]);
  });

  it("gives a table that is too large for the exact way its best cells", () => {
    const worth = Array.from({ length: 250 }, (_, row) =>
      Array.from({ length: 250 }, (_, column) => (row === column ? 1 : 0)),
    );
    expect(assign(worth)).toEqual(Array.from({ length: 250 }, (_, place) => place));
  });
});
