import { describe, expect, it } from "vitest";

import { freshScale, keyFor, moved, newCriterion, nextAnchor, nextOption } from "./editing";

describe("keyFor", () => {
  it("makes a key that the server accepts out of any title", () => {
    expect(keyFor("Is it true?", [])).toBe("is_it_true");
    expect(keyFor("Überzeugt", [])).toBe("u_berzeugt");
    expect(keyFor("  3 Steps  ", [])).toBe("steps");
    expect(keyFor("真実", [])).toBe("criterion");
    expect(keyFor("x".repeat(80), [])).toHaveLength(36);
  });

  it("never gives one key twice", () => {
    expect(keyFor("Clear", ["clear", "clear_2"])).toBe("clear_3");
  });
});

describe("moved", () => {
  it("moves one entry by a step and stops at the ends", () => {
    expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
    expect(moved(["a", "b", "c"], 0, -1)).toEqual(["a", "b", "c"]);
    expect(moved(["a", "b", "c"], 2, 1)).toEqual(["a", "b", "c"]);
  });
});

describe("scales", () => {
  it("begin with what the server needs of them", () => {
    expect(freshScale("ordinal").anchors?.map(({ value }) => value)).toEqual([1, 2, 3, 4, 5]);
    expect(freshScale("categorical").options).toHaveLength(2);
    expect(freshScale("interval")).toEqual({ type: "interval", min: 0, max: 100, step: 1 });
    expect(freshScale("binary")).toEqual({ type: "binary" });
  });

  it("grow by a value that is not there yet", () => {
    expect(
      nextAnchor([
        { value: -2, label: "" },
        { value: 4, label: "" },
      ]).value,
    ).toBe(5);
    expect(nextOption([{ value: "option", label: "" }]).value).toBe("option_2");
  });
});

it("gives a new criterion a key of its own and the kind's first target", () => {
  const criterion = newCriterion(["criterion"], "comparison");
  expect(criterion).toMatchObject({ key: "criterion_2", applies_to: "comparison", required: true, weight: 1 });
});
