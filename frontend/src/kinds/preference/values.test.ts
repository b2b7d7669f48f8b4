import { describe, expect, it } from "vitest";

import { aContent, criterion, flipped } from "./testing";
import { isSigned, keyedChoices, screenChoices, valueOf } from "./values";

describe("scales of criteria", () => {
  it("anchors, options and yes/no are picked with digits", () => {
    expect(keyedChoices(criterion().scale).map((choice) => [choice.key, choice.label, choice.value])).toEqual([
      ["0", "Wrong", 0],
      ["1", "Partly", 1],
      ["2", "Right", 2],
    ]);
    expect(keyedChoices({ type: "binary" }).map((choice) => [choice.key, choice.value])).toEqual([
      ["1", true],
      ["2", false],
    ]);
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
});
