import { describe, expect, it } from "vitest";

import { anError, firstErrorAt, said, settings, trace } from "./compare/testing";
import {
  codeCounts,
  inheritedCount,
  labelCounts,
  sayAttribution,
  sayExit,
  sayFirstError,
  sayNode,
  sayRest,
} from "./summary";
import { anAnswer } from "./testing";

describe("an answer in words", () => {
  it("says where the first error is, or that there is none", () => {
    expect(sayFirstError(anAnswer({ first_error: firstErrorAt("sum") }), trace)).toBe("Step 3, Scout");
    expect(sayFirstError(anAnswer({ first_error: { none: true } }), trace)).toBe("No error");
    expect(sayFirstError(anAnswer(), trace)).toBe("—");
  });

  it("calls what is not graded a node, and what the trace lacks by its id", () => {
    expect(sayNode(trace, "ask")).toBe("Node 1");
    expect(sayNode(trace, "gone")).toBe("gone");
    expect(sayNode(trace, "\u202eenog")).toBe("⟦RLO⟧enog");
  });

  it("says who is responsible", () => {
    const attribution = { agent: "Scout", node: "look", sha256: "sha-look", reason: "" };
    expect(sayAttribution(anAnswer({ attribution }), trace)).toBe("Scout, step 2");
    expect(sayAttribution(anAnswer({ attribution: { ...attribution, node: "ask" } }), trace)).toBe("Scout, Node 1");
    expect(sayAttribution(anAnswer({ attribution: { nobody: true } }), trace)).toBe("Nobody");
  });

  it("counts labels best first, and those that are inherited", () => {
    const steps = {
      ...said("plan", { label: 1 }),
      ...said("look", { label: -1 }),
      ...said("sum", { label: -1, inherited: true as const }),
      ...said("end", { label: "cannot_verify" }),
    };
    expect(labelCounts(anAnswer({ steps }), settings).map(({ title, steps: count }) => [title, count])).toEqual([
      ["Right", 1],
      ["Wrong", 2],
      ["Cannot verify", 1],
    ]);
    expect(inheritedCount(anAnswer({ steps }), settings)).toBe(1);
  });

  it("counts errors by their code, the most frequent first", () => {
    const errors = [
      anError("plan", { code: "abuse" }),
      anError("look"),
      anError("sum"),
      anError("end", { code: "gone_code" }),
    ];
    expect(codeCounts(anAnswer({ errors }), settings).map(({ title, errors: count }) => [title, count])).toEqual([
      ["Slip", 2],
      ["Resource abuse", 1],
      ["gone code", 1],
    ]);
  });

  it("says why it is no grade", () => {
    expect(sayExit(anAnswer({ exit: { reason: "wrong_reference", note: "" } }))).toBe("The reference is wrong");
  });

  it("counts what else there is", () => {
    const steps = { ...said("plan", { rewrite: { text: "Better" } }), ...said("look", { comment: "Hm" }) };
    expect(sayRest(anAnswer({ steps }))).toBe("1 rewrite, 1 comment");
    expect(sayRest(anAnswer())).toBe("");
  });
});
