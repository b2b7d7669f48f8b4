import { describe, expect, it } from "vitest";

import { dense, hasTies, isFullyRanked, tiers, withRank } from "./ranking";

describe("ranking with ties", () => {
  it("stored ranks leave none out", () => {
    expect(dense({ r1: 2, r2: 5, r3: 2 })).toEqual({ r1: 1, r2: 2, r3: 1 });
    expect(dense({})).toEqual({});
  });

  it("a rank is set and taken back", () => {
    expect(withRank({ r1: 1 }, "r2", 1)).toEqual({ r1: 1, r2: 1 });
    expect(withRank({ r1: 1, r2: 3 }, "r1", null)).toEqual({ r2: 3 });
  });

  it("reads as groups from best to worst", () => {
    expect(tiers({ r1: 3, r2: 1, r3: 3 })).toEqual([["r2"], ["r1", "r3"]]);
    expect(tiers({})).toEqual([]);
  });

  it("knows ties and gaps", () => {
    expect(hasTies({ r1: 1, r2: 1 })).toBe(true);
    expect(hasTies({ r1: 1, r2: 2 })).toBe(false);
    expect(isFullyRanked({ r1: 1 }, ["r1", "r2"])).toBe(false);
  });
});
