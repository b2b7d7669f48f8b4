import { describe, expect, it } from "vitest";

import { canonicalName } from "./sides";
import { differ, sayCriterion, sayOverall } from "./summary";
import { aContent, criterion, flipped, settings } from "./testing";
import { verdictChoices } from "./verdicts";

describe("answers in words", () => {
  it("name the winner the same whatever the order of the sides", () => {
    const verdict = { verdict: "prefer", strength: -3 } as const;
    const said = (content: ReturnType<typeof aContent>) => sayOverall(verdict, settings(), content, canonicalName);
    expect(said(aContent())).toBe("Response 1 is much better");
    expect(said(flipped(aContent()))).toBe("Response 1 is much better");
  });

  it("tell ratings, rankings and what could not be said", () => {
    const rating = settings({ mode: "rating", scale: "one_to_five" });
    expect(sayOverall({ ratings: { r1: 5, r2: "cannot_assess" } }, rating, aContent(), canonicalName)).toBe(
      "Response 1: 5 (very good), Response 2: cannot assess",
    );
    const ranking = settings({ mode: "ranking", scale: "ranking" });
    expect(sayOverall({ ranks: { r1: 2, r2: 1, r3: 2 } }, ranking, aContent(), (id) => id)).toBe("r2 > r1 = r3");
    expect(sayOverall(undefined, settings(), aContent(), canonicalName)).toBe("No verdict");
    expect(sayOverall({ verdict: "both_bad" }, settings(), aContent(), canonicalName)).toBe("Both bad");
  });

  it("tell criteria by their anchors", () => {
    const given = { r1: { value: 2 }, r2: { missing: "not_applicable" } } as const;
    expect(sayCriterion(criterion(), given, canonicalName)).toBe("Response 1: Right · Response 2: not applicable");
    expect(sayCriterion(criterion(), undefined, canonicalName)).toBe("—");
  });

  it("know whether people differ", () => {
    expect(differ(["Both bad", "Both bad"])).toBe(false);
    expect(differ(["Both bad", "About the same"])).toBe(true);
  });
});

describe("verdicts in imported files", () => {
  it("offer each strength of the scale, and a tie only where it has one", () => {
    expect(verdictChoices(settings({ scale: "ab_tie_bad" })).map((choice) => choice.label)).toEqual([
      "Response 1 is better",
      "Response 2 is better",
      "About the same",
      "Both bad",
      "Cannot assess",
    ]);
    expect(verdictChoices(settings({ scale: "four_level" })).some((choice) => choice.id === "same")).toBe(false);
    expect(verdictChoices(settings({ mode: "rating", scale: "thumbs" }))).toEqual([]);
  });
});
