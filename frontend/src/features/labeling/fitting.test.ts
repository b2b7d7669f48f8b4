import { expect, test } from "vitest";

import { leftOut, sayLeftOut } from "./fitting";

test("what said the same before and after lost nothing", () => {
  const answer = { steps: { a: { label: 0 } }, outcome: "fail", tags: ["one"] };
  expect(leftOut(answer, { tags: ["one"], outcome: "fail", steps: { a: { label: 0 } } })).toBe(0);
});

test("each part that is gone counts once, however much it held", () => {
  const before = {
    outcome: "fail",
    agreed: true,
    steps: { a: { sha256: "x", label: 0 }, b: { sha256: "y", tool: { verdict: "wrong", checks: { needed: "no" } } } },
  };
  const after = { outcome: null, agreed: false, steps: { b: { sha256: "y", tool: { checks: { needed: "no" } } } } };
  expect(leftOut(before, after)).toBe(4);
});

test("a part that said no, or zero, is left out like any other", () => {
  expect(leftOut({ criteria: { sound: { value: false }, tone: { value: 0 } }, label: false }, { criteria: {} })).toBe(
    3,
  );
});

test("entries of lists are known by their ids, else by what they say", () => {
  const before = { boxes: [{ id: "b1", size: 4, wet: true }, { id: "b2" }, { id: "b3" }], reasons: ["Long", "Short"] };
  const after = { boxes: [{ id: "b3" }, { id: "b1", size: 4 }], reasons: ["Short"] };
  expect(leftOut(before, after)).toBe(3);
});

test("what was empty, and what is said in other words, is not left out", () => {
  expect(
    leftOut({ note: "", plan: { before: { criteria: {}, note: "" } }, no: false }, { plan: null, no: false }),
  ).toBe(0);
  expect(leftOut({ boxes: [{ id: "b1", label: "pup" }] }, { boxes: [{ id: "b1", label: "dog" }] })).toBe(0);
});

test("how much was left out is said in a sentence", () => {
  expect(sayLeftOut(1)).toBe("1 part of your answer is no longer asked and was left out.");
  expect(sayLeftOut(1204)).toBe("1,204 parts of your answer are no longer asked and were left out.");
});
