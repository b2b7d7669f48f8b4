import { describe, expect, it } from "vitest";

import { across, isFlipped, letterOf, pointOf, screenPoints, verdictAt, winnerOf } from "./sides";
import { aContent, flipped, settings } from "./testing";

const straight = aContent();
const swapped = flipped(straight);

describe("the scale on screen", () => {
  it("reads from A to B whatever the order behind it", () => {
    const labels = screenPoints(swapped, settings()).map((point) => point.label);
    expect(labels).toEqual([
      "A much better",
      "A better",
      "A slightly better",
      "about the same",
      "B slightly better",
      "B better",
      "B much better",
    ]);
  });

  it("stores the canonical strength: key 1 prefers what is on the left", () => {
    const first = (content: typeof straight) => screenPoints(content, settings()).find((point) => point.key === "1");
    expect(first(straight)?.canonical).toBe(-3);
    expect(first(swapped)?.canonical).toBe(3);
  });

  it("gives seven keys to seven points and four to four levels without a tie", () => {
    const keys = (scale: string) => screenPoints(straight, settings({ scale })).map((point) => point.key);
    expect(keys("seven_point")).toEqual(["1", "2", "3", "4", "5", "6", "7"]);
    expect(keys("four_level")).toEqual(["1", "2", "3", "4"]);
    expect(screenPoints(straight, settings({ scale: "four_level" })).some((point) => point.canonical === 0)).toBe(
      false,
    );
  });

  it("falls back to the default preset when the settings name one of another mode", () => {
    expect(screenPoints(straight, settings({ scale: "one_to_five" }))).toHaveLength(7);
  });
});

describe("screen and canonical order", () => {
  it("letters follow the screen, ids do not", () => {
    expect(letterOf(swapped, "r2")).toBe("A");
    expect(letterOf(swapped, "r1")).toBe("B");
    expect(isFlipped(straight)).toBe(false);
    expect(isFlipped(swapped)).toBe(true);
  });

  it("mirroring twice gives the value back, and never a negative zero", () => {
    expect(across(swapped, across(swapped, -2))).toBe(-2);
    expect(Object.is(across(swapped, 0), 0)).toBe(true);
  });

  it("a negative strength is a win of the first response for everyone", () => {
    const verdict = { verdict: "prefer", strength: -1 } as const;
    expect(winnerOf(straight, verdict)).toBe("r1");
    expect(winnerOf(swapped, verdict)).toBe("r1");
    expect(winnerOf(swapped, { verdict: "both_bad" })).toBeNull();
  });

  it("the middle point is the answer about the same", () => {
    expect(verdictAt(0)).toEqual({ verdict: "same" });
    expect(verdictAt(-2)).toEqual({ verdict: "prefer", strength: -2 });
    expect(pointOf({ verdict: "same" })).toBe(0);
    expect(pointOf({ verdict: "cannot_assess" })).toBeNull();
  });
});
