import { expect, test } from "vitest";

import {
  acceptSuggested,
  focusSuggestion,
  openOn,
  rejectSuggested,
  reopenSuggestions,
  stepSuggestion,
} from "./suggesting";
import { accepted, isAcceptable, neighbour, openSuggestions } from "./suggestions";
import { aBox, aLabel, anAnswer, aStage, CAT, someSettings } from "./testing";

const SURE = aBox({ id: "s1", score: 0.95 });
const LIKELY = aBox({ id: "s2", score: 0.6, x: 300, label: "dog" });
const WILD = aBox({ id: "s3", score: 0.2, x: 500 });
const SUGGESTION = anAnswer({ boxes: [WILD, SURE, LIKELY] });
const ids = (boxes: { id: string }[]) => boxes.map((box) => box.id);

test("the surest suggestion comes first, and those below the threshold are left out", () => {
  expect(ids(openSuggestions(SUGGESTION, anAnswer(), 0.5))).toEqual(["s1", "s2"]);
  expect(openSuggestions(null, anAnswer(), 0.5)).toEqual([]);
});

test("an accepted box is a person's own, says what it came from and has no score", () => {
  const box = accepted(LIKELY, someSettings());
  expect(box).toEqual({ ...aBox({ x: 300, label: "dog", id: box.id }), suggested: "s2" });
  expect(box.id).not.toBe("s2");
});

test("a label that was merged is accepted as the one it is now; an archived one only rejected", () => {
  const settings = someSettings({
    labels: [CAT, aLabel({ key: "dog", merged_into: "cat" }), aLabel({ key: "fox", archived: true })],
  });
  expect(accepted(LIKELY, settings).label).toBe("cat");
  expect(isAcceptable(LIKELY, settings)).toBe(true);
  expect(isAcceptable({ ...LIKELY, label: "fox" }, settings)).toBe(false);
});

test("one goes from suggestion to suggestion, round and round", () => {
  const open = [SURE, LIKELY, WILD];
  expect([neighbour(open, null, 1), neighbour(open, "s3", 1), neighbour(open, "s1", -1)]).toEqual(["s1", "s1", "s3"]);
  expect(neighbour([], "s1", 1)).toBeNull();
});

test("accepting goes on to the next, and is one step to undo", () => {
  const stage = aStage(anAnswer(), {}, { suggestion: SUGGESTION });
  stepSuggestion(stage, 1);
  acceptSuggested(stage, ["s1"]);
  expect(stage.read().boxes.map((box) => box.suggested)).toEqual(["s1"]);
  expect(stage.state.get().suggested).toBe("s2");
  expect(stage.answers).toHaveLength(2);
});

test("rejecting goes on to the next, and is one step to undo", () => {
  const stage = aStage(anAnswer(), {}, { suggestion: SUGGESTION });
  focusSuggestion(stage, "s2");
  rejectSuggested(stage, ["s2"]);
  expect(stage.state.get()).toMatchObject({ suggested: "s3", said: "Suggested: Cat, 20 %" });
  expect(ids(openOn(stage))).toEqual(["s1", "s3"]);
  expect(stage.answers).toEqual([anAnswer(), anAnswer({ rejected: ["s2"] })]);
});

test("all that are shown are accepted at once", () => {
  const stage = aStage(anAnswer(), { threshold: 0.5 }, { suggestion: SUGGESTION });
  acceptSuggested(stage, ids(openOn(stage)));
  expect(stage.read().boxes.map((box) => box.suggested)).toEqual(["s1", "s2"]);
  expect(openOn(stage)).toEqual([]);
  expect(stage.answers).toHaveLength(2);
});

test("what was rejected can be brought back, at once and also where a draft says so", () => {
  const stage = aStage(anAnswer({ rejected: ["s1", "s3"] }), {}, { suggestion: SUGGESTION });
  expect(ids(openOn(stage))).toEqual(["s2"]);
  reopenSuggestions(stage);
  expect(stage.read()).toEqual(anAnswer());
});

test("who can only look rejects nothing and brings nothing back", () => {
  const stage = aStage(anAnswer({ rejected: ["s1"] }), {}, { suggestion: SUGGESTION, disabled: true });
  rejectSuggested(stage, ["s2"]);
  reopenSuggestions(stage);
  expect(stage.answers).toHaveLength(1);
});
