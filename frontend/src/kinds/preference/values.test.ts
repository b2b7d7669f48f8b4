import { describe, expect, it } from "vitest";

import { aContent, criterion, flipped } from "./testing";
import { choicesOf, describeValue, isSigned, numberProblem, screenChoices, valueOf, valueProblem } from "./values";

describe("scales of criteria", () => {
  it("anchors, options and yes/no are picked with digits", () => {
    expect(choicesOf(criterion().scale).map((choice) => [choice.key, choice.label, choice.value])).toEqual([
      ["0", "Wrong", 0],
      ["1", "Partly", 1],
      ["2", "Right", 2],
    ]);
    expect(choicesOf({ type: "binary" }).map((choice) => [choice.key, choice.value])).toEqual([
      ["1", true],
      ["2", false],
    ]);
    expect(choicesOf({ type: "categorical", options: [{ value: "code", label: "" }] })[0]?.label).toBe("code");
  });

  it("a short interval is picked, a long one typed", () => {
    expect(choicesOf({ type: "interval", min: 0, max: 1, step: 0.25 }).map((choice) => choice.value)).toEqual([
      0, 0.25, 0.5, 0.75, 1,
    ]);
    expect(choicesOf({ type: "interval", min: 0, max: 100, step: 1 })).toEqual([]);
  });

  it("numbers off the scale are refused with the reason", () => {
    const scale = { type: "interval", min: 10, max: 50, step: 5 } as const;
    expect(numberProblem(scale, 9)).toBe("The least is 10.");
    expect(numberProblem(scale, 51)).toBe("The most is 50.");
    expect(numberProblem(scale, 12)).toBe("Use steps of 5.");
    expect(numberProblem(scale, Number.NaN)).toBe("Type a number.");
    expect(numberProblem(scale, 35)).toBeNull();
  });

  it("a text has a minimum length", () => {
    expect(valueProblem({ type: "text", min_length: 8 }, { value: "short " })).toBe(
      "Write at least 8 characters (5 so far).",
    );
    expect(valueProblem({ type: "text" }, { missing: "cannot_assess" })).toBeNull();
  });

  it("values are told apart from values per response", () => {
    expect(valueOf({ r1: { value: 7 } }, "r1")).toEqual({ value: 7 });
    expect(valueOf({ r1: { value: 7 } }, null)).toBeUndefined();
    expect(valueOf({ value: 7 }, null)).toEqual({ value: 7 });
    expect(valueOf({ missing: "not_applicable" }, "r1")).toBeUndefined();
  });

  it("only a comparison with anchors of both signs is mirrored with the sides", () => {
    const scale = { type: "ordinal", anchors: [-1, 1].map((value) => ({ value, label: "" })) } as const;
    const both = { ...scale, anchors: [...scale.anchors] };
    expect(isSigned(criterion({ applies_to: "comparison", scale: both }))).toBe(true);
    expect(isSigned(criterion({ applies_to: "response", scale: both }))).toBe(false);
    expect(isSigned(criterion({ applies_to: "comparison" }))).toBe(false);
  });

  it("its left choice stores a win of whatever is on the left", () => {
    const anchors = [
      { value: -1, label: "A is clearer" },
      { value: 1, label: "Response 2 is clearer" },
    ];
    const clarity = criterion({ applies_to: "comparison", scale: { type: "ordinal", anchors } });
    const shown = screenChoices(clarity, flipped(aContent())).map((choice) => [choice.key, choice.label, choice.value]);
    expect(shown).toEqual([
      ["1", "A is clearer", 1],
      ["2", "Response B is clearer", -1],
    ]);
  });

  it("reads a value in words", () => {
    expect(describeValue(criterion().scale, { value: 1 })).toBe("Partly");
    expect(describeValue(criterion().scale, { missing: "not_applicable" })).toBe("not applicable");
    expect(describeValue(criterion().scale, undefined)).toBe("—");
  });
});
