import { describe, expect, it } from "vitest";

import { measure, shareMeasure } from "./testing";
import { range, sayDoubt, sayKappa, sayLevel, sayPlot, sayReason, share } from "./words";

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

describe("levels of measurement in words", () => {
  it("say how disagreement is counted, and which kappa belongs to it", () => {
    expect(sayLevel("bounded")).toBe("Bounded: it counts how far two places lie apart, up to a bound.");
    expect(sayLevel("lunar")).toBe("lunar");
    expect(["identity", "quadratic", "bounded"].map(sayKappa)).toEqual([
      "Cohen’s kappa",
      "Cohen’s kappa, quadratic weights",
      "Cohen’s kappa, squared weights up to the bound",
    ]);
  });
});

describe("the doubt of a measure", () => {
  it("is none where it may gate", () => {
    expect(sayDoubt(measure({ reason: null, shown: true, gateable: true }))).toBeNull();
  });

  it("speaks of 30 tasks while alpha is hidden and of 50 once it is shown", () => {
    const few = measure({ reason: "too_few_units", gateable: false });
    expect(sayDoubt({ ...few, shown: false })).toBe("fewer than 30 tasks were answered by two people or more");
    expect(sayDoubt({ ...few, shown: true })).toBe("fewer than 50 tasks were answered by two people or more");
  });

  it("speaks of something to compare where the measure is a share", () => {
    const few = shareMeasure({ reason: "too_few_units", gateable: false });
    const said = (tasks: number) =>
      `fewer than ${String(tasks)} tasks have answers of two people that hold something to compare`;
    expect(sayDoubt({ ...few, shown: false })).toBe(said(30));
    expect(sayDoubt({ ...few, shown: true })).toBe(said(50));
    expect(sayDoubt({ ...few, shown: false, reason: "no_pairable_units" })).toBe(
      "the answers of two people hold nothing to compare yet",
    );
  });
});

describe("figures in words", () => {
  it("are shares in percent and ranges with true minus signs", () => {
    expect(share(0.9266)).toBe("92.7 %");
    expect(share(null)).toBe("–");
    expect(range("alpha", [-0.597, 1])).toBe("−0.60 to 1.00");
    expect(range("share", [0.597, 1])).toBe("59.7 % to 100.0 %");
    expect(range("alpha", null)).toBe("–");
  });

  it("tell what a plot shows, with the reason where an interval is missing", () => {
    expect(sayPlot(measure({ ci_raters: null, ci_raters_reason: "too_few_raters" }))).toBe(
      "Alpha 0.88; 95 % interval over units 0.84 to 0.92; " +
        "no interval over people: leaving one person out leaves nothing to compare.",
    );
    expect(sayPlot(shareMeasure())).toBe(
      "Share 81.3 %; 95 % interval over tasks 79.0 % to 83.5 %; 95 % interval over people 74.0 % to 88.4 %.",
    );
  });
});
