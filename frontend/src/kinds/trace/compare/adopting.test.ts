import { describe, expect, it } from "vitest";

import { anAnswer } from "../testing";
import { withAgreed, withAllOf, withPartOf, withStepOf } from "./adopting";
import { anError, aPerson, firstErrorAt, said } from "./testing";

const mine = anAnswer({
  steps: { ...said("plan", { label: 1 }), ...said("look", { label: 1 }) },
  errors: [anError("look", { id: "mine" }), anError("end", { id: "kept" })],
  first_error: firstErrorAt("look"),
  outcome: "success",
});
const theirs = anAnswer({
  steps: { ...said("look", { label: -1, comment: "The wrong page." }), ...said("sum", { label: 0 }) },
  errors: [anError("look", { id: "theirs", code: "abuse" })],
  first_error: firstErrorAt("sum"),
  outcome: "fail",
  criteria: { clarity: { value: 2 } },
  final: { criteria: { checked: { value: true } } },
  plan: { before: { criteria: { scope: { value: 1 } }, note: "Too wide" }, after: null },
});

describe("taking all of an answer", () => {
  it("takes everything, as a copy", () => {
    const taken = withAllOf(mine, theirs);
    expect(taken).toEqual(theirs);
    expect(taken).not.toBe(theirs);
  });

  it("is no change where all is the same", () => {
    expect(withAllOf(mine, structuredClone(mine))).toBe(mine);
  });
});

describe("taking a step", () => {
  it("takes all that was said of it, and its errors, and nothing else", () => {
    const taken = withStepOf(mine, theirs, "look");
    expect(taken.steps).toEqual({
      ...said("plan", { label: 1 }),
      ...said("look", { label: -1, comment: "The wrong page." }),
    });
    expect(taken.errors.map(({ id }) => id)).toEqual(["kept", "theirs"]);
    expect(taken.outcome).toBe("success");
  });

  it("takes one's own pin away where theirs is elsewhere, and theirs where it is here", () => {
    expect(withStepOf(mine, theirs, "look").first_error).toBeNull();
    expect(withStepOf(mine, theirs, "sum").first_error).toEqual(firstErrorAt("sum"));
    expect(withStepOf(mine, theirs, "plan").first_error).toEqual(firstErrorAt("look"));
  });

  it("takes away what they did not say", () => {
    expect(withStepOf(mine, theirs, "plan").steps.plan).toBeUndefined();
  });

  it("gives an error of theirs an id of its own where one's own has it", () => {
    const others = anAnswer({ errors: [anError("look", { id: "kept", code: "abuse" })] });
    const taken = withStepOf(mine, others, "look");
    expect(taken.errors.map(({ id, node }) => [id, node])).toEqual([
      ["kept", "end"],
      ["kept-2", "look"],
    ]);
    expect(withStepOf(taken, others, "look")).toBe(taken);
  });

  it("is no change the second time", () => {
    const once = withStepOf(mine, theirs, "look");
    expect(withStepOf(once, theirs, "look")).toBe(once);
  });
});

describe("taking a part about the whole", () => {
  it("takes only that part", () => {
    expect(withPartOf(mine, theirs, "outcome")).toEqual({ ...mine, outcome: "fail" });
    expect(withPartOf(mine, theirs, "first_error")).toEqual({ ...mine, first_error: firstErrorAt("sum") });
    expect(withPartOf(mine, theirs, "overall:clarity").criteria).toEqual({ clarity: { value: 2 } });
    expect(withPartOf(mine, theirs, "final:checked").final).toEqual({ criteria: { checked: { value: true } } });
  });

  it("takes a criterion of the plan without the rest of the grade", () => {
    expect(withPartOf(mine, theirs, "plan:before:scope").plan).toEqual({
      before: { criteria: { scope: { value: 1 } }, note: "" },
      after: null,
    });
  });

  it("takes a value away that they did not give", () => {
    const rated = anAnswer({ criteria: { clarity: { value: 1 }, depth: { value: 3 } } });
    expect(withPartOf(rated, theirs, "overall:depth").criteria).toEqual({ clarity: { value: 1 } });
  });

  it("is no change where it is the same, or unknown", () => {
    expect(withPartOf(theirs, structuredClone(theirs), "outcome")).toBe(theirs);
    expect(withPartOf(mine, theirs, "somewhere")).toBe(mine);
  });
});

describe("taking what nobody disputes", () => {
  const a = aPerson("A", {
    steps: { ...said("plan", { label: 1 }), ...said("look", { label: -1 }) },
    first_error: firstErrorAt("look"),
    errors: [anError("end", { id: "a" })],
    ...{ outcome: "fail", verifiable: "citation" },
  });
  const b = aPerson("B", {
    steps: { ...said("plan", { label: 1 }), ...said("look", { label: 0 }), ...said("sum", { label: 1 }) },
    first_error: firstErrorAt("look"),
    errors: [anError("end", { id: "b" })],
    ...{ outcome: "partial", verifiable: "citation" },
  });

  it("takes agreed steps with their errors once, and leaves the disputed ones open", () => {
    const merged = withAgreed(anAnswer(), [a, b]);
    expect(merged.steps).toEqual({ ...said("plan", { label: 1 }), ...said("sum", { label: 1 }) });
    expect(merged.errors.map(({ id }) => id)).toEqual(["a"]);
  });

  it("takes of the whole what at least two say alike", () => {
    const merged = withAgreed(anAnswer(), [a, b]);
    expect(merged).toMatchObject({ first_error: firstErrorAt("look"), verifiable: "citation", outcome: null });
    expect(withAgreed(anAnswer(), [a]).outcome).toBeNull();
  });

  it("asks neither gold nor a model", () => {
    const gold = aPerson("Gold", { steps: said("end", { label: 0 }) }, "gold");
    expect(withAgreed(anAnswer(), [a, gold]).steps.end).toBeUndefined();
  });

  it("goes by the server's disputes where there are some", () => {
    const merged = withAgreed(anAnswer(), [a, b], new Set(["plan"]));
    expect(Object.keys(merged.steps)).toEqual(["look", "sum"]);
  });

  it("is no change the second time", () => {
    const once = withAgreed(anAnswer(), [a, b]);
    expect(withAgreed(once, [a, b])).toBe(once);
  });
});
