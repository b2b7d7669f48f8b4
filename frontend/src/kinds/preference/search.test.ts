import { describe, expect, it } from "vitest";

import { findAll, stepHit } from "./search";

describe("searching in a task", () => {
  it("finds each place whatever the case", () => {
    expect(findAll("Prime, prime, PRIMES", "prime")).toEqual([
      { start: 0, end: 5 },
      { start: 7, end: 12 },
      { start: 14, end: 19 },
    ]);
  });

  it("looks for nothing when nothing is typed", () => {
    expect(findAll("anything", "  ")).toEqual([]);
  });

  it("keeps its places in texts whose lower case is longer", () => {
    const text = "İstanbul and prime";
    const [hit] = findAll(text, "prime");
    expect(text.slice(hit?.start, hit?.end)).toBe("prime");
  });

  it("walks round and round", () => {
    expect(stepHit(2, 3, 1)).toBe(0);
    expect(stepHit(0, 3, -1)).toBe(2);
    expect(stepHit(0, 0, 1)).toBe(-1);
  });
});
