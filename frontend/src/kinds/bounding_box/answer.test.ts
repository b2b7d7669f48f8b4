import { expect, test } from "vitest";

import { emptyAnswer, fromDraft, reduce } from "./answer";
import { aBox, aComment, aLabel, anAnswer, DOG } from "./testing";

const ONE = aBox({ id: "one", x: 10, y: 20 });
const TWO = aBox({ id: "two", x: 200, y: 210, label: "dog" });
const BOTH = anAnswer({ boxes: [ONE, TWO] });

test("a box that is added ends the statement that there are no objects", () => {
  const said = reduce(emptyAnswer(), { type: "no_objects", on: true });
  expect(said.no_objects).toBe(true);
  expect(reduce(said, { type: "add", boxes: [ONE] })).toEqual(anAnswer({ boxes: [ONE] }));
});

test("while there are boxes, nobody can say that there are no objects", () => {
  expect(reduce(BOTH, { type: "no_objects", on: true })).toBe(BOTH);
});

test("places are kept to three decimals, as the server keeps them", () => {
  const rects = new Map([["two", { x: 1.23456, y: 2.00049, width: 30.9996, height: 41.5 }]]);
  const { boxes } = reduce(BOTH, { type: "place", rects });
  expect(boxes[1]).toEqual({ ...TWO, x: 1.235, y: 2, width: 31, height: 41.5 });
});

test("what an action does not touch stays the same object", () => {
  const next = reduce(BOTH, { type: "place", rects: new Map([["two", { ...TWO, x: 5 }]]) });
  expect(next.boxes[0]).toBe(ONE);
  expect(next.boxes[1]).not.toBe(TWO);
  expect(BOTH.boxes[1]).toBe(TWO);
});

test("an action that changes nothing gives the same answer, so that there is nothing to undo", () => {
  expect(reduce(BOTH, { type: "place", rects: new Map([["one", ONE]]) })).toBe(BOTH);
  expect(reduce(BOTH, { type: "delete", ids: ["neither"] })).toBe(BOTH);
  expect(reduce(BOTH, { type: "flag", ids: ["one"], flag: "occluded", on: false })).toBe(BOTH);
  expect(reduce(BOTH, { type: "relabel", ids: ["two"], label: DOG })).toBe(BOTH);
  expect(reduce(BOTH, { type: "add", boxes: [] })).toBe(BOTH);
});

test("several boxes get a new label at once, and keep what the new label asks too", () => {
  const attribute = { key: "coat", title: "Coat", type: "text" as const, required: false, not_sure: false };
  const fox = aLabel({ key: "fox", attributes: [attribute] });
  const furry = { ...ONE, attributes: { coat: { value: "long" }, collar: { value: true } } };
  const next = reduce(anAnswer({ boxes: [furry, TWO] }), { type: "relabel", ids: ["one", "two"], label: fox });
  expect(next.boxes.map((box) => box.label)).toEqual(["fox", "fox"]);
  expect(next.boxes[0]?.attributes).toEqual({ coat: { value: "long" } });
});

test("an attribute is set for several boxes, and taken away again", () => {
  const ids = ["one", "two"];
  const set = reduce(BOTH, { type: "attribute", ids, key: "age", value: { missing: "not_sure" } });
  expect(set.boxes.map((box) => box.attributes)).toEqual([
    { age: { missing: "not_sure" } },
    { age: { missing: "not_sure" } },
  ]);
  expect(reduce(set, { type: "attribute", ids, key: "age", value: null })).toEqual(BOTH);
});

test("a flag that is off is left out", () => {
  const on = reduce(BOTH, { type: "flag", ids: ["one"], flag: "truncated", on: true });
  expect(on.boxes[0]).toEqual({ ...ONE, truncated: true });
  expect(reduce(on, { type: "flag", ids: ["one"], flag: "truncated", on: false })).toEqual(BOTH);
});

test("a comment on a box that is deleted stays as a comment on its point", () => {
  const comment = aComment({ box: "one" });
  const next = reduce({ ...BOTH, comments: [comment] }, { type: "delete", ids: ["one"] });
  expect(next.boxes).toEqual([TWO]);
  expect(next.comments).toEqual([{ ...comment, box: null }]);
});

test("a comment is written, rewritten in its place and deleted", () => {
  const [first, second] = [aComment(), aComment({ id: "c2", text: "And this?" })];
  const both = [first, second].reduce((answer, comment) => reduce(answer, { type: "comment", comment }), BOTH);
  const edited = reduce(both, { type: "comment", comment: { ...first, text: "A shadow." } });
  expect(edited.comments.map((comment) => comment.text)).toEqual(["A shadow.", "And this?"]);
  expect(reduce(edited, { type: "delete_comment", id: "c1" }).comments).toEqual([second]);
});

test("a criterion is judged, and its judgement taken back", () => {
  const judged = reduce(BOTH, { type: "criterion", key: "sharpness", value: { value: 3 } });
  expect(judged.criteria).toEqual({ sharpness: { value: 3 } });
  expect(reduce(judged, { type: "criterion", key: "sharpness", value: null }).criteria).toEqual({});
});

test("another box takes the place of one, with its comments", () => {
  const comment = aComment({ box: "one" });
  const other = aBox({ id: "other", x: 12.00049, label: "dog" });
  const next = reduce({ ...BOTH, comments: [comment] }, { type: "replace", id: "one", box: other });
  expect(next.boxes).toEqual([{ ...other, x: 12 }, TWO]);
  expect(next.comments).toEqual([{ ...comment, box: "other" }]);
});

test("rejected suggestions are kept in order, each once, and left out when all are brought back", () => {
  const one = reduce(BOTH, { type: "reject", suggested: ["s9", "s10"] });
  expect(one).toEqual({ ...BOTH, rejected: ["s10", "s9"] });
  expect(reduce(one, { type: "reject", suggested: ["s9"] })).toBe(one);
  expect(reduce(one, { type: "reopen" })).toEqual(BOTH);
  expect(reduce(BOTH, { type: "reopen" })).toBe(BOTH);
});

test("a stored draft keeps what is right and loses what is not", () => {
  const raw = {
    boxes: [ONE, { ...TWO, x: Number.NaN }, { ...TWO, attributes: undefined }, "box"],
    no_objects: "yes",
    comments: [aComment(), { id: 3 }],
    criteria: [],
    rejected: ["s1", 2],
  };
  expect(fromDraft(raw)).toEqual(anAnswer({ boxes: [ONE, TWO], comments: [aComment()], rejected: ["s1"] }));
  expect(fromDraft(undefined)).toEqual(emptyAnswer());
});
