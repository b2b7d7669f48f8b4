import { describe, expect, it } from "vitest";

import { ALPHAS, place, SHARES, whisker } from "./axis";

describe("the axis of alphas", () => {
  it("runs from −0.2 to 1 with the same margin at both ends", () => {
    expect(place(ALPHAS, -0.2)).toBeCloseTo(2.5);
    expect(place(ALPHAS, 1)).toBeCloseTo(97.5);
    expect(place(ALPHAS, 0.4)).toBeCloseTo(50);
  });

  it("puts what lies beyond an end at that end", () => {
    expect(place(ALPHAS, -3)).toBe(place(ALPHAS, -0.2));
    expect(place(ALPHAS, 1.7)).toBe(place(ALPHAS, 1));
  });

  it("has both marks between chance and perfect agreement, in order", () => {
    const [tentative, reliable] = ALPHAS.marks.map(({ value }) => place(ALPHAS, value));
    expect(tentative).toBeCloseTo(71.1, 1);
    expect(reliable).toBeCloseTo(81.7, 1);
  });
});

describe("the axis of shares", () => {
  it("runs from 0 to 100 % and knows no marks, which are meant for alphas", () => {
    expect(SHARES.ticks.map(({ value, label }) => [place(SHARES, value), label])).toEqual([
      [2.5, "0 %"],
      [50, "50 %"],
      [97.5, "100 %"],
    ]);
    expect(SHARES.marks).toEqual([]);
  });
});

describe("a whisker", () => {
  it("spans its interval", () => {
    const found = whisker(ALPHAS, [0.16, 0.64]);
    expect(found?.from).toBeCloseTo(31);
    expect(found?.to).toBeCloseTo(69);
    expect(found?.cut).toBe(false);
  });

  it("says that it goes on where the interval begins left of the axis", () => {
    expect(whisker(ALPHAS, [-0.6, 1])).toEqual({ from: place(ALPHAS, -0.2), to: place(ALPHAS, 1), cut: true });
    expect(whisker(SHARES, [0, 1])).toEqual({ from: 2.5, to: 97.5, cut: false });
  });

  it("is missing where there is no interval", () => {
    expect(whisker(ALPHAS, null)).toBeNull();
  });
});
