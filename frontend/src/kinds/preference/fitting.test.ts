import { expect, test } from "vitest";

import { fit } from "./fitting";
import { answer, context, criterion, settings } from "./testing";
import type { Answer } from "./types";

const SAID: Answer = answer({
  overall: { verdict: "prefer", strength: -3 },
  turns: { "0": { verdict: "same" } },
  criteria: { accuracy: { r1: { value: 2 }, r2: { missing: "cannot_assess" } }, tone: { value: 1 } },
  rationale: "The first one is a prime.",
  reasons: ["Correct", "Short"],
  edit: { base: "r2", text: "113 is a prime." },
});
const TONE = criterion({ key: "tone", applies_to: "comparison" });
const ALL = { rationale: { rule: "never" as const, strength: 2, min_length: 0, reasons: ["Short", "Correct"] } };
const EVERYTHING = context({
  settings: settings({ ...ALL, turns: "every", allow_edit: true }),
  criteria: [criterion(), TONE],
});

test("what is still asked stays as it is", () => {
  expect(fit(SAID, EVERYTHING)).toEqual(SAID);
  expect(fit(answer(), EVERYTHING)).toEqual(answer());
});

test("turns, a better version and reasons that are not asked any more are left out", () => {
  const fitted = fit(SAID, context({ criteria: [criterion(), TONE] }));
  const { turns: _, ...others } = SAID;
  expect(fitted).toEqual({ ...others, reasons: [], edit: null });
  const fewer = settings({ rationale: { ...ALL.rationale, reasons: ["Correct", "Polite"] } });
  expect(fit(SAID, context({ settings: fewer })).reasons).toEqual(["Correct"]);
});

test("a criterion that the rubric lacks is left out, and one that is about something else now", () => {
  expect(fit(SAID, context({ criteria: [TONE] })).criteria).toEqual({ tone: { value: 1 } });
  const moved = [criterion({ applies_to: "comparison" }), criterion({ key: "tone" })];
  expect(fit(SAID, context({ criteria: moved })).criteria).toEqual({});
});

test("a value off its scale stays, since it is marked and can be chosen again", () => {
  const given = answer({ overall: { verdict: "prefer", strength: -9 }, criteria: { tone: { value: 8 } } });
  expect(fit(given, context({ criteria: [TONE] }))).toEqual(given);
});

test("an overall judgement of another way to judge is left out", () => {
  const rated = answer({ overall: { ratings: { r1: 4, r2: 2 } }, turns: { "0": { ratings: { r1: 3 } } } });
  expect(fit(rated, EVERYTHING)).toEqual(answer({ turns: {} }));
  const inMode = (mode: "rating" | "ranking", overall: Answer["overall"]) =>
    fit(answer({ overall }), context({ settings: settings({ mode }) })).overall;
  expect(inMode("rating", { ratings: { r1: 5 } })).toEqual({ ratings: { r1: 5 } });
  expect(inMode("rating", { verdict: "cannot_assess" })).toBeUndefined();
  expect(inMode("ranking", { verdict: "cannot_assess" })).toEqual({ verdict: "cannot_assess" });
  expect(inMode("ranking", { verdict: "same" })).toBeUndefined();
  expect(inMode("ranking", { ranks: { r1: 1, r2: 2 } })).toEqual({ ranks: { r1: 1, r2: 2 } });
});
