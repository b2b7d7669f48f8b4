import { describe, expect, it } from "vitest";

import { MARKS, place, whisker } from "./axis";

describe("the common axis", () => {
  it("runs from −0.2 to 1 with the same margin at both ends", () => {
    expect(place(-0.2)).toBeCloseTo(2.5);
    expect(place(1)).toBeCloseTo(97.5);
    expect(place(0.4)).toBeCloseTo(50);
  });

  it("puts what lies beyond an end at that end", () => {
    expect(place(-3)).toBe(place(-0.2));
    expect(place(1.7)).toBe(place(1));
  });

  it("has both marks between chance and perfect agreement, in order", () => {
    const [tentative, reliable] = MARKS.map(({ value }) => place(value));
    expect(tentative).toBeCloseTo(71.1, 1);
    expect(reliable).toBeCloseTo(81.7, 1);
  });
});

describe("a whisker", () => {
  it("spans its interval", () => {
    const found = whisker([0.16, 0.64]);
    expect(found?.from).toBeCloseTo(31);
    expect(found?.to).toBeCloseTo(69);
    expect(found?.cut).toBe(false);
  });

  it("says that it goes on where the interval begins left of the axis", () => {
    expect(whisker([-0.6, 1])).toEqual({ from: place(-0.2), to: place(1), cut: true });
  });

  it("is missing where there is no interval", () => {
    expect(whisker(null)).toBeNull();
  });
});
