import { describe, expect, it } from "vitest";

import { type Action, emptyAnswer, fromDraft, reduce } from "./answer";
import { answer } from "./testing";

const after = (...actions: Action[]) => actions.reduce(reduce, emptyAnswer());

describe("answering", () => {
  it("a verdict replaces the one before it and can be taken back", () => {
    const two = after(
      { type: "verdict", verdict: { verdict: "prefer", strength: -3 }, turn: null },
      { type: "verdict", verdict: { verdict: "both_bad" }, turn: null },
    );
    expect(two.overall).toEqual({ verdict: "both_bad" });
    expect(reduce(two, { type: "clear_overall", turn: null })).toEqual(emptyAnswer());
  });

  it("each turn has a verdict of its own beside the overall one", () => {
    const result = after(
      { type: "verdict", verdict: { verdict: "prefer", strength: 1 }, turn: 0 },
      { type: "verdict", verdict: { verdict: "same" }, turn: 1 },
      { type: "verdict", verdict: { verdict: "prefer", strength: 2 }, turn: null },
    );
    expect(result.turns).toEqual({ "0": { verdict: "prefer", strength: 1 }, "1": { verdict: "same" } });
    expect(result.overall).toEqual({ verdict: "prefer", strength: 2 });
  });

  it("responses are rated one by one, and cannot assess is an answer of its own", () => {
    const result = after(
      { type: "rating", response: "r1", rating: 4, turn: null },
      { type: "rating", response: "r2", rating: "cannot_assess", turn: null },
    );
    expect(result.overall).toEqual({ ratings: { r1: 4, r2: "cannot_assess" } });
  });

  it("taking back the last rank leaves no verdict", () => {
    const ranked = after({ type: "rank", response: "r2", rank: 1, turn: null, of: ["r1", "r2"] });
    expect(ranked.overall).toEqual({ ranks: { r2: 1 } });
    expect(
      reduce(ranked, { type: "rank", response: "r2", rank: null, turn: null, of: ["r1", "r2"] }).overall,
    ).toBeUndefined();
  });

  it("a criterion keeps the responses apart and forgets what is taken back", () => {
    const rated = after(
      { type: "criterion", key: "accuracy", response: "r1", value: { value: 2 } },
      { type: "criterion", key: "accuracy", response: "r2", value: { missing: "not_applicable" } },
      { type: "criterion", key: "tone", response: null, value: { value: -1 } },
    );
    expect(rated.criteria).toEqual({
      accuracy: { r1: { value: 2 }, r2: { missing: "not_applicable" } },
      tone: { value: -1 },
    });
    const cleared = reduce(rated, { type: "criterion", key: "tone", response: null, value: null });
    expect(Object.keys(cleared.criteria)).toEqual(["accuracy"]);
  });

  it("a text that is emptied is taken back", () => {
    const noted = after({ type: "criterion", key: "note", response: "r1", value: { value: "cites a source" } });
    expect(reduce(noted, { type: "criterion", key: "note", response: "r1", value: { value: "  " } }).criteria).toEqual(
      {},
    );
  });

  it("a reason chip is put on and taken off", () => {
    const on = after({ type: "reason", reason: "Wrong fact" }, { type: "reason", reason: "Too long" });
    expect(on.reasons).toEqual(["Wrong fact", "Too long"]);
    expect(reduce(on, { type: "reason", reason: "Wrong fact" }).reasons).toEqual(["Too long"]);
  });

  it("never changes the answer before it, so undo can go back", () => {
    const before = answer({ criteria: { accuracy: { r1: { value: 0 } } } });
    reduce(before, { type: "criterion", key: "accuracy", response: "r1", value: { value: 2 } });
    expect(before.criteria).toEqual({ accuracy: { r1: { value: 0 } } });
  });
});

describe("places", () => {
  const of = ["r1", "r2", "r3"];
  const place = (response: string, rank: number): Action => ({ type: "rank", response, rank, turn: null, of });

  it("may have gaps until each response has one", () => {
    expect(after(place("r1", 3)).overall).toEqual({ ranks: { r1: 3 } });
    expect(after(place("r1", 3), place("r2", 1), place("r3", 3)).overall).toEqual({ ranks: { r1: 2, r2: 1, r3: 2 } });
  });
});

describe("a stored draft", () => {
  it("comes back as it was", () => {
    const draft = answer({ overall: { verdict: "same" }, rationale: "Both are right.", reasons: ["Equal"] });
    expect(fromDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
  });

  it("of another shape gives an empty answer", () => {
    expect(fromDraft(["no"])).toEqual(emptyAnswer());
    expect(fromDraft({ criteria: 3, rationale: null, overall: "left" })).toEqual(emptyAnswer());
  });
});
