import { describe, expect, it } from "vitest";

import { choicesOf, describeValue, numberProblem, type Scale, valueProblem } from "./scales";

const values = (scale: Scale) => choicesOf(scale).map(({ value }) => value);
const ACCURACY: Scale = {
  type: "ordinal",
  anchors: [
    { value: 0, label: "Wrong", description: "The main claim is false." },
    { value: 3, label: "" },
  ],
};

describe("the choices of a scale", () => {
  it("are yes and no, anchors or options", () => {
    expect(values({ type: "binary" })).toEqual([true, false]);
    expect(choicesOf(ACCURACY)).toEqual([
      { value: 0, label: "Wrong", description: "The main claim is false." },
      { value: 3, label: "3", description: "" },
    ]);
    expect(values({ type: "categorical", options: [{ value: "g", label: "Giemsa" }] })).toEqual(["g"]);
  });

  it("are the steps of a short interval; a long one and a text are typed", () => {
    expect(values({ type: "interval", min: 0, max: 1, step: 0.1 })).toHaveLength(11);
    expect(choicesOf({ type: "interval", min: 0, max: 1, step: 0.1 })[3]).toMatchObject({ value: 0.3, label: "0.3" });
    expect(values({ type: "interval", min: 0, max: 100, step: 1 })).toEqual([]);
    expect(values({ type: "text" })).toEqual([]);
  });
});

describe("a value", () => {
  it("off the scale is refused with the reason", () => {
    const range = { min: 10, max: 50, step: 5 };
    expect(numberProblem(9, range)).toBe("The least is 10.");
    expect(numberProblem(51, range)).toBe("The most is 50.");
    expect(numberProblem(12, range)).toBe("Use steps of 5.");
    expect(numberProblem(Number.NaN, range)).toBe("Type a number.");
    expect(numberProblem(35, range)).toBeNull();
    expect(numberProblem(-7.5, { min: null, max: null, step: null })).toBeNull();
    expect(valueProblem({ type: "interval", ...range }, { value: 60 })).toBe("The most is 50.");
  });

  it("that another scale had is to be chosen or written again", () => {
    const again = "This is not on the scale. Choose again.";
    expect(valueProblem(ACCURACY, { value: 3 })).toBeNull();
    expect(valueProblem(ACCURACY, { value: 1 })).toBe(again);
    expect(valueProblem({ type: "binary" }, { value: 1 })).toBe(again);
    expect(valueProblem({ type: "categorical", options: [{ value: "g", label: "Giemsa" }] }, { value: "h" })).toBe(
      again,
    );
    expect(valueProblem({ type: "interval", min: 0, max: 9 }, { value: true })).toBe("Type a number.");
    expect(valueProblem({ type: "text" }, { value: 4 })).toBe("Write it in words.");
    expect(valueProblem({ type: "binary" }, { missing: "not_applicable" })).toBeNull();
  });

  it("of a text has a minimum length", () => {
    const problem = "Write at least 8 characters (5 so far).";
    expect(valueProblem({ type: "text", min_length: 8 }, { value: "short " })).toBe(problem);
    expect(valueProblem({ type: "text" }, { value: "  " })).toBe("Write something.");
    expect(valueProblem({ type: "text" }, { missing: "cannot_assess" })).toBeNull();
  });

  it("is read in words", () => {
    expect(describeValue(ACCURACY, { value: 0 })).toBe("Wrong");
    expect(describeValue(ACCURACY, { value: 2 })).toBe("2");
    expect(describeValue(ACCURACY, { missing: "not_applicable" })).toBe("not applicable");
    expect(describeValue(ACCURACY, undefined)).toBe("—");
  });
});
