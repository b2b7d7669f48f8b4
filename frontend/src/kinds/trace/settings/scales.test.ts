import { describe, expect, it } from "vitest";

import type { Settings } from "../types";
import type { Description } from "./description";
import { nextRow, presetOf, withRows } from "./scales";

const WRONG = { value: -1, label: "Wrong", description: "It is false." };
const RIGHT = { value: 1, label: "Right", description: "" };
const scale = { type: "ordinal" as const, anchors: [WRONG, RIGHT] };
const known = { scales: [{ key: "two", title: "Two", help: "", scale, wrong: [-1] }] } as unknown as Description;

describe("the scale of steps", () => {
  it("is known as a preset however its parts are ordered, until a word is changed", () => {
    const stored = {
      anchors: [{ description: "It is false.", label: "Wrong", value: -1 }, RIGHT],
      type: "ordinal" as const,
    };
    expect(presetOf(stored, known)).toBe("two");
    expect(presetOf({ ...scale, anchors: [{ ...WRONG, label: "Bad" }, RIGHT] }, known)).toBeNull();
  });

  it("gets new values above the last one, or names that are free", () => {
    expect(nextRow(scale, scale.anchors).value).toBe(2);
    const options = [{ value: "label_2", label: "a" }];
    expect(nextRow({ type: "categorical", options }, options).value).toBe("label_3");
  });

  it("forgets what meant an error once it is gone", () => {
    const settings = { scale, wrong: [-1] } as unknown as Settings;
    expect(withRows(settings, [RIGHT]).wrong).toEqual([]);
  });
});
