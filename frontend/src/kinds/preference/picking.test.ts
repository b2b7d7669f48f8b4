import { describe, expect, it } from "vitest";

import { firstOpen, isAnswered, pick, pickMissing, unitAfter, unitBeside } from "./picking";
import { aContent, answer, context, criterion, flipped, settings, withResponses } from "./testing";
import type { Context } from "./types";
import { type Unit, unitsOf } from "./units";

function unit(ctx: Context, id: string): Unit {
  const found = unitsOf(ctx).find((each) => each.id === id);
  if (!found) throw new Error(`no unit ${id}`);
  return found;
}

describe("keys on the unit in focus", () => {
  it("1 on the overall scale prefers the left response, whichever it is", () => {
    const straight = context();
    const swapped = context({ content: flipped(aContent()) });
    const act = (ctx: Context, key: string) => pick(unit(ctx, "overall"), key, ctx);
    expect(act(straight, "1")).toEqual({ type: "verdict", verdict: { verdict: "prefer", strength: -3 }, turn: null });
    expect(act(swapped, "1")).toEqual({ type: "verdict", verdict: { verdict: "prefer", strength: 3 }, turn: null });
    expect(act(swapped, "4")).toEqual({ type: "verdict", verdict: { verdict: "same" }, turn: null });
    expect(act(straight, "8")).toBeNull();
  });

  it("a digit sets the criterion of the response in focus", () => {
    const ctx = context({ criteria: [criterion()] });
    expect(pick(unit(ctx, "criteria.accuracy.r2"), "0", ctx)).toEqual({
      type: "criterion",
      key: "accuracy",
      response: "r2",
      value: { value: 0 },
    });
  });

  it("a rating has the key of its number, a rank that of its place", () => {
    const rating = context({ settings: settings({ mode: "rating", scale: "zero_to_four" }) });
    expect(pick(unit(rating, "overall.ratings.r1"), "0", rating)).toMatchObject({ type: "rating", rating: 0 });
    expect(pick(unit(rating, "overall.ratings.r1"), "5", rating)).toBeNull();
    const ranking = context({ content: withResponses(3), settings: settings({ mode: "ranking", scale: "ranking" }) });
    expect(pick(unit(ranking, "overall.ranks.r3"), "2", ranking)).toMatchObject({
      type: "rank",
      response: "r3",
      rank: 2,
    });
    expect(pick(unit(ranking, "overall.ranks.r3"), "4", ranking)).toBeNull();
  });

  it("cannot assess is for anything, not applicable for criteria alone", () => {
    const ctx = context({ criteria: [criterion({ applies_to: "comparison" })] });
    expect(pickMissing(unit(ctx, "criteria.accuracy"), "not_applicable", ctx)).toMatchObject({
      value: { missing: "not_applicable" },
    });
    expect(pickMissing(unit(ctx, "overall"), "not_applicable", ctx)).toBeNull();
    expect(pickMissing(unit(ctx, "overall"), "cannot_assess", ctx)).toMatchObject({
      verdict: { verdict: "cannot_assess" },
    });
  });
});

describe("going from unit to unit", () => {
  const ctx = context({ criteria: [criterion(), criterion({ key: "tone", title: "Tone", applies_to: "comparison" })] });
  const units = unitsOf(ctx);

  it("after an answer comes the next open unit", () => {
    const given = answer({ criteria: { accuracy: { r2: { value: 1 } } } });
    expect(unitAfter(units, "criteria.accuracy.r1", given)).toBe("criteria.tone");
    expect(unitAfter(units, "overall", given)).toBe("overall");
  });

  it("work goes on where it was left", () => {
    expect(firstOpen(units, answer())).toBe("criteria.accuracy.r1");
    expect(firstOpen(units, answer({ criteria: { accuracy: { r1: { value: 2 }, r2: { value: 0 } } } }))).toBe(
      "criteria.tone",
    );
  });

  it("stops at both ends", () => {
    expect(unitBeside(units, "criteria.accuracy.r1", -1)).toBe("criteria.accuracy.r1");
    expect(unitBeside(units, "criteria.accuracy.r1", 1)).toBe("criteria.accuracy.r2");
    expect(unitBeside(units, "overall", 1)).toBe("overall");
    expect(unitBeside(units, "gone", 1)).toBe("criteria.accuracy.r1");
  });

  it("knows which are answered", () => {
    const given = answer({ criteria: { accuracy: { r1: { missing: "cannot_assess" } } } });
    expect(units.filter((each) => isAnswered(each, given)).map((each) => each.id)).toEqual(["criteria.accuracy.r1"]);
  });
});
