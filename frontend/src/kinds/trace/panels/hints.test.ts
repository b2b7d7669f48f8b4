import { describe, expect, it } from "vitest";

import { traceOf } from "../steps";
import { aContext, anAnswer, someSettings } from "../testing";
import type { Answer, StepAnswer } from "../types";
import { pinHint } from "./hints";

const trace = traceOf(aContext({ settings: someSettings({ mode: "rate_all" }) }));
const step = (id: string, rest: Partial<StepAnswer> = {}): StepAnswer => ({ sha256: `sha-${id}`, ...rest });
const pinnedAt = (id: string): Answer["first_error"] => ({ node: id, sha256: `sha-${id}` });

function hintAt(id: string, first_error: Answer["first_error"], labels: Partial<StepAnswer>[]) {
  const steps = Object.fromEntries(labels.map((each, at) => ["abc".charAt(at), step("abc".charAt(at), each)]));
  return pinHint(id, anAnswer({ first_error, steps }), trace);
}

describe("a hint where label and pin contradict", () => {
  it("is not needed while they agree", () => {
    expect(hintAt("b", pinnedAt("b"), [{ label: 1 }, { label: -1 }])).toBeNull();
    expect(hintAt("a", pinnedAt("b"), [{ label: 1 }, { label: -1 }])).toBeNull();
    expect(hintAt("c", pinnedAt("b"), [{ label: 1 }, { label: -1 }, { label: -1 }])).toBeNull();
    expect(hintAt("a", { none: true }, [{ label: 1 }])).toBeNull();
  });

  it("says that the pinned step is not labelled wrong", () => {
    expect(hintAt("b", pinnedAt("b"), [{ label: 1 }, { label: 0 }])).toEqual({
      text: "The first error is pinned here, but the label is “Neutral”.",
      mend: { label: "Unpin", action: { type: "pinFirstError", node: null } },
    });
    expect(hintAt("b", pinnedAt("b"), [{}, { label: "cannot_verify" }])?.text).toContain("“Cannot verify”");
  });

  it("waits for the label", () => {
    expect(hintAt("b", pinnedAt("b"), [{ label: 1 }])).toBeNull();
  });

  it("says that a wrong step comes before the pin, and offers to move it", () => {
    expect(hintAt("a", pinnedAt("b"), [{ label: -1 }, { label: -1 }])).toEqual({
      text: "The first error is pinned later, at step 2.",
      mend: { label: "Pin it here instead", action: { type: "pinFirstError", node: "a" } },
    });
    expect(hintAt("a", pinnedAt("b"), [{ label: -1, inherited: true }, { label: -1 }])).toBeNull();
  });

  it("says that an error was ruled out", () => {
    expect(hintAt("c", { none: true }, [{}, {}, { label: -1 }])?.mend?.action).toEqual({
      type: "pinFirstError",
      node: "c",
    });
  });

  it("reminds at the first wrong step only", () => {
    expect(hintAt("b", null, [{ label: 1 }, { label: -1 }, { label: -1 }])?.text).toContain("pin it");
    expect(hintAt("c", null, [{ label: 1 }, { label: -1 }, { label: -1 }])).toBeNull();
  });

  it("says that nothing is asked after the first error, where that is so", () => {
    const stopping = traceOf(aContext({ settings: someSettings({ mode: "first_error" }) }));
    const answer = anAnswer({ first_error: pinnedAt("b") });
    expect(pinHint("c", answer, stopping)).toEqual({ text: "After the first error nothing is asked." });
    expect(pinHint("c", answer, trace)).toBeNull();
  });

  it("says that the first error cannot be inherited", () => {
    expect(hintAt("b", pinnedAt("b"), [{}, { label: -1, inherited: true }])?.text).toContain("earlier one");
  });
});
