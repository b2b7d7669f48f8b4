import { describe, expect, it } from "vitest";

import { isComplete, isRationaleRequired, missing } from "./completeness";
import { answer, context, criterion, settings, withResponses } from "./testing";
import type { RationaleSettings } from "./types";
import { unitsOf } from "./units";

const rule = (overrides: Partial<RationaleSettings>): RationaleSettings => ({
  rule: "never",
  strength: 2,
  min_length: 0,
  reasons: [],
  ...overrides,
});

describe("what is missing", () => {
  it("an empty answer lacks the overall verdict", () => {
    expect(missing(answer(), context())).toEqual({ overall: "Overall: not judged yet." });
  });

  it("each required criterion is named for each response by the letter on screen", () => {
    const found = missing(answer({ overall: { verdict: "same" } }), context({ criteria: [criterion()] }));
    expect(found).toEqual({
      "criteria.accuracy.r1": "Accuracy, A: not judged yet.",
      "criteria.accuracy.r2": "Accuracy, B: not judged yet.",
    });
  });

  it("cannot assess and not applicable are answers", () => {
    const given = answer({
      overall: { verdict: "prefer", strength: 3 },
      criteria: { accuracy: { r1: { missing: "cannot_assess" }, r2: { missing: "not_applicable" } } },
    });
    expect(isComplete(given, context({ criteria: [criterion()] }))).toBe(true);
  });

  it("an optional criterion may stay open, but what is typed must fit its scale", () => {
    const score = criterion({
      key: "score",
      required: false,
      applies_to: "comparison",
      scale: { type: "interval", min: 0, max: 100 },
    });
    const with_ = (value: number | null) =>
      missing(
        answer({ overall: { verdict: "same" }, criteria: value === null ? {} : { score: { value } } }),
        context({ criteria: [score] }),
      );
    expect(with_(null)).toEqual({});
    expect(with_(101)).toEqual({ "criteria.score": "Accuracy: The most is 100." });
  });

  it("who cannot assess the task at all is excused from criteria and rationale", () => {
    const strict = context({ criteria: [criterion()], settings: settings({ rationale: rule({ rule: "always" }) }) });
    expect(isComplete(answer({ overall: { verdict: "cannot_assess" } }), strict)).toBe(true);
    expect(isComplete(answer({ overall: { verdict: "both_bad" } }), strict)).toBe(false);
  });

  it("a better version must differ from the response", () => {
    const edited = (text: string) =>
      missing(answer({ overall: { verdict: "same" }, edit: { base: "r2", text } }), context());
    expect(edited(" 111 is a prime. ")).toEqual({ edit: "Better version: change the text, or remove it." });
    expect(edited("113 is a prime.")).toEqual({});
  });

  it("what is off the scale of today is to be chosen again", () => {
    const again = "not on the scale any more. Choose again.";
    const four = context({ settings: settings({ scale: "four_level" }) });
    expect(missing(answer({ overall: { verdict: "prefer", strength: 3 } }), four)).toEqual({
      overall: `Overall: ${again}`,
    });
    expect(missing(answer({ overall: { verdict: "same" } }), four)).toEqual({ overall: `Overall: ${again}` });
    expect(missing(answer({ overall: { verdict: "prefer", strength: -2 } }), four)).toEqual({});
    expect(missing(answer({ overall: { verdict: "both_bad" } }), four)).toEqual({});
    const thumbs = context({ settings: settings({ mode: "rating", scale: "thumbs" }) });
    expect(missing(answer({ overall: { ratings: { r1: 4, r2: 1 } } }), thumbs)).toEqual({
      "overall.ratings.r1": `Overall, A: ${again}`,
    });
  });

  it("every response needs a rating", () => {
    const ctx = context({ settings: settings({ mode: "rating", scale: "one_to_five" }) });
    const found = missing(answer({ overall: { ratings: { r2: 5 } } }), ctx);
    expect(Object.keys(found)).toEqual(["overall.ratings.r1"]);
    expect(isComplete(answer({ overall: { ratings: { r1: "cannot_assess", r2: 5 } } }), ctx)).toBe(true);
  });

  it("every response needs a rank, and equal ranks will do", () => {
    const ctx = context({ content: withResponses(3), settings: settings({ mode: "ranking", scale: "ranking" }) });
    expect(Object.keys(missing(answer({ overall: { ranks: { r1: 1, r3: 2 } } }), ctx))).toEqual(["overall.ranks.r2"]);
    expect(isComplete(answer({ overall: { ranks: { r1: 1, r2: 1, r3: 2 } } }), ctx)).toBe(true);
    expect(isComplete(answer({ overall: { verdict: "cannot_assess" } }), ctx)).toBe(true);
  });
});

describe("the rationale", () => {
  it("is asked for by the rule, and by nothing before there is a verdict", () => {
    const same = { verdict: "same" } as const;
    const weak = { verdict: "prefer", strength: -1 } as const;
    const strong = { verdict: "prefer", strength: -2 } as const;
    expect(isRationaleRequired(same, rule({ rule: "never" }))).toBe(false);
    expect(isRationaleRequired(same, rule({ rule: "ties" }))).toBe(true);
    expect(isRationaleRequired(weak, rule({ rule: "ties" }))).toBe(false);
    expect(isRationaleRequired(weak, rule({ rule: "above_strength" }))).toBe(false);
    expect(isRationaleRequired(strong, rule({ rule: "above_strength" }))).toBe(true);
    expect(isRationaleRequired(weak, rule({ rule: "always" }))).toBe(true);
    expect(isRationaleRequired(undefined, rule({ rule: "always" }))).toBe(false);
  });

  it("says how many characters are still to come, not counting space around it", () => {
    const ctx = context({ settings: settings({ rationale: rule({ rule: "always", min_length: 12 }) }) });
    const said = (rationale: string) =>
      Object.values(missing(answer({ overall: { verdict: "same" }, rationale }), ctx));
    expect(said("   ")).toEqual(["Rationale: say why."]);
    expect(said("  too short ")).toEqual(["Rationale: at least 12 characters (9 so far)."]);
    expect(said("long enough now")).toEqual([]);
  });
});

describe("units", () => {
  it("come criteria first and overall last, turn by turn when every turn is judged", () => {
    const turns = (id: string) => ({
      id,
      messages: [
        { role: "assistant" as const, content: `${id} first` },
        { role: "user" as const, content: "Go on." },
        { role: "assistant" as const, content: `${id} second` },
      ],
    });
    const ctx = context({
      content: { messages: [], responses: [turns("r2"), turns("r1")] },
      settings: settings({ turns: "every" }),
      criteria: [criterion(), criterion({ key: "tone", title: "Tone", applies_to: "comparison" })],
    });
    expect(unitsOf(ctx).map((unit) => unit.id)).toEqual([
      "criteria.accuracy.r2",
      "criteria.accuracy.r1",
      "criteria.tone",
      "turns.0",
      "turns.1",
      "overall",
    ]);
  });
});
