import { describe, expect, it } from "vitest";

import { choicesOf } from "./scaleChoices";

const values = (scale: Parameters<typeof choicesOf>[0]) => choicesOf(scale).map(({ value }) => value);

describe("the choices of a scale", () => {
  it("are yes and no, anchors or options", () => {
    expect(values({ type: "binary" })).toEqual([true, false]);
    expect(choicesOf({ type: "ordinal", anchors: [{ value: 3, label: "", description: "Best." }] })).toEqual([
      { value: 3, label: "3", description: "Best." },
    ]);
    expect(values({ type: "categorical", options: [{ value: "g", label: "Giemsa" }] })).toEqual(["g"]);
  });

  it("are the steps of a short interval; a long one and a text are typed", () => {
    expect(values({ type: "interval", min: 0, max: 1, step: 0.1 })).toHaveLength(11);
    expect(values({ type: "interval", min: 0, max: 1, step: 0.1 })[3]).toBe(0.3);
    expect(values({ type: "interval", min: 0, max: 100, step: 1 })).toEqual([]);
    expect(values({ type: "text" })).toEqual([]);
  });
});
