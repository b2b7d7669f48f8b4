import { describe, expect, it } from "vitest";

import { aTaxonomy } from "../testing";
import type { FoundError, TaxonomyCode } from "../types";
import { findCodes, otherPlace, sayCounting, titleOf } from "./codes";

function aCode(key: string, title: string, group: string, rest: Partial<TaxonomyCode> = {}): TaxonomyCode {
  return { key, title, group, help: "", counting: "", archived: false, ...rest };
}

const taxonomy = aTaxonomy({
  counting: "first",
  codes: [
    aCode("slip", "Arithmetic slip", "Reasoning", { help: "A sum is wrong." }),
    aCode("loop", "Step repetition", "Planning", { counting: "every" }),
    aCode("gap", "Missing case", "Reasoning"),
    aCode("abuse", "Resource abuse", "Planning", { counting: "last" }),
    aCode("old", "Old slip", "Reasoning", { archived: true }),
  ],
});

const keysOf = (query: string) =>
  findCodes(taxonomy, query).map(({ title, codes }) => [title, codes.map((c) => c.key)]);

function anError(id: string, code: string, node: string): FoundError {
  return { id, code, node, sha256: `sha-${node}`, severity: "", rationale: "", evidence: [] };
}

describe("finding an error", () => {
  it("keeps the groups and the order of the taxonomy, without archived codes", () => {
    expect(keysOf("")).toEqual([
      ["Reasoning", ["slip", "gap"]],
      ["Planning", ["loop", "abuse"]],
    ]);
  });

  it("looks for every word, in title, group and help", () => {
    expect(keysOf("  SUM  slip ")).toEqual([["Reasoning", ["slip"]]]);
    expect(keysOf("planning")).toEqual([["Planning", ["loop", "abuse"]]]);
    expect(keysOf("slip planning")).toEqual([]);
  });

  it("names codes that the taxonomy no longer has", () => {
    expect(titleOf(taxonomy, "old")).toBe("Old slip");
    expect(titleOf(taxonomy, "goal_deviation")).toBe("goal deviation");
    expect(titleOf(null, "")).toBe("No error chosen");
  });
});

describe("the counting rule", () => {
  it("is the code's own, else that of the taxonomy", () => {
    expect(taxonomy.codes.map((code) => sayCounting(taxonomy, code))).toEqual([
      "Marked once, at its first occurrence.",
      "Marked at every occurrence.",
      "Marked once, at its first occurrence.",
      "Marked once, at its last occurrence.",
      "Marked once, at its first occurrence.",
    ]);
  });

  it("says where an error is marked already, if it is to be marked once", () => {
    const errors = [anError("e1", "slip", "b"), anError("e2", "loop", "c")];
    expect(otherPlace("slip", null, errors, taxonomy)).toBe("b");
    expect(otherPlace("slip", "e1", errors, taxonomy)).toBeNull();
    expect(otherPlace("loop", null, errors, taxonomy)).toBeNull();
    expect(otherPlace("gap", null, errors, taxonomy)).toBeNull();
  });
});
