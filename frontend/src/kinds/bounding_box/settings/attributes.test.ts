import { describe, expect, it } from "vitest";

import { inType, lostBy, newAttribute, withOptions } from "./attributes";

const shape = () => withOptions(inType(newAttribute("Shape", ["size"]), "radio"), ["Round", "Long"]);

describe("attributes", () => {
  it("get a key of their own from their titles", () => {
    expect(newAttribute("Shape", ["shape"])).toEqual({
      key: "shape-2",
      title: "Shape",
      type: "checkbox",
      required: false,
      not_sure: false,
    });
  });

  it("keep the values of options that stay, and their order is as typed", () => {
    expect(withOptions(shape(), ["Long", "Bent", "Round"]).options).toEqual([
      { value: "long", label: "Long" },
      { value: "bent", label: "Bent" },
      { value: "round", label: "Round" },
    ]);
  });

  it("never give two options one value", () => {
    expect(withOptions(shape(), ["Round", "round!"]).options?.map(({ value }) => value)).toEqual(["round", "round-2"]);
  });

  it("say what boxes may have that they no longer take", () => {
    expect(lostBy(shape(), withOptions(shape(), ["Round", "Bent"]))).toBe("the answer “Long”");
    expect(lostBy(shape(), withOptions(shape(), []))).toBe("the answer “Round” or “Long”");
    expect(lostBy(shape(), inType(shape(), "text"))).toBe("answers that the new way of asking does not take");
    expect(lostBy(shape(), { ...inType(shape(), "select"), title: "Form", required: true })).toBeNull();
    expect(lostBy(shape(), withOptions(shape(), ["Long", "Round", "Bent"]))).toBeNull();
  });

  it("keep options between the two kinds of lists only", () => {
    expect(inType(shape(), "select").options).toHaveLength(2);
    expect(inType(shape(), "number")).toEqual({
      key: "shape",
      title: "Shape",
      type: "number",
      min: null,
      max: null,
      step: null,
      required: false,
      not_sure: false,
    });
    expect(inType({ ...shape(), required: true, not_sure: true }, "text")).toMatchObject({
      max_length: 200,
      required: true,
      not_sure: true,
    });
  });
});
