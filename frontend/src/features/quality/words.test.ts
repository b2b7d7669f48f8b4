import { describe, expect, it } from "vitest";

import { range, sayDoubt, sayPlot, sayReason, share } from "./words";

describe("reasons in words", () => {
  it.each([
    ["too_few_units", "fewer than 30 tasks were answered by two people or more"],
    ["no_pairable_units", "nothing was answered by two people yet"],
    ["no_variation", "everybody gave one and the same value, so there is nothing to tell from chance"],
    ["insufficient_variation", "fewer than 10 units hold anything but the commonest value"],
    ["too_few_raters", "leaving one person out leaves nothing to compare"],
    ["open_domain", "the scale has no fixed list of values"],
  ])("say %s", (reason, words) => {
    expect(sayReason(reason)).toBe(words);
  });

  it("show a reason that is new as it is", () => {
    expect(sayReason("solar_flare")).toBe("solar flare");
  });
});

describe("the doubt of a measure", () => {
  it("is none where it may gate", () => {
    expect(sayDoubt({ reason: null, shown: true, gateable: true })).toBeNull();
  });

  it("speaks of 30 tasks while alpha is hidden and of 50 once it is shown", () => {
    expect(sayDoubt({ reason: "too_few_units", shown: false, gateable: false })).toContain("30 tasks");
    expect(sayDoubt({ reason: "too_few_units", shown: true, gateable: false })).toContain("50 tasks");
  });
});

describe("figures in words", () => {
  it("are shares in percent and ranges with true minus signs", () => {
    expect(share(0.9266)).toBe("92.7 %");
    expect(share(null)).toBe("–");
    expect(range([-0.597, 1])).toBe("−0.60 to 1.00");
    expect(range(null)).toBe("–");
  });

  it("tell what a plot shows, with the reason where an interval is missing", () => {
    const measure = {
      value: 0.877,
      ci_units: [0.84, 0.92],
      ci_raters: null,
      ci_units_reason: null,
      ci_raters_reason: "too_few_raters",
    };
    expect(sayPlot(measure)).toBe(
      "Alpha 0.88; 95 % interval over units 0.84 to 0.92; " +
        "no interval over people: leaving one person out leaves nothing to compare.",
    );
  });
});
