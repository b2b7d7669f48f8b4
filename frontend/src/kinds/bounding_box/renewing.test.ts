import { expect, test } from "vitest";

import { inTermsOf } from "./renewing";
import { aBox, aLabel, anAnswer, anAttribute, CAT, someSettings } from "./testing";
import type { AttributeValue } from "./types";

const DOG = aLabel({
  key: "dog",
  attributes: [
    anAttribute({ key: "coat", type: "select", options: [{ value: "long", label: "Long" }] }),
    anAttribute({ key: "age", type: "number", max: 20 }),
    anAttribute({ key: "name", type: "text", not_sure: true }),
    anAttribute({ key: "asleep" }),
  ],
});
const PUP = aLabel({ key: "pup", merged_into: "dog" });
const settings = someSettings({ labels: [CAT, DOG, PUP] });
const renewed = (label: string, attributes: Record<string, AttributeValue>) =>
  inTermsOf(settings, anAnswer({ boxes: [aBox({ label, attributes })] })).boxes[0];

test("a box has the label that its own was merged into, with the attributes that this one asks too", () => {
  const box = renewed("pup", { age: { value: 2 }, collar: { value: "red" } });
  expect(box).toEqual(aBox({ label: "dog", attributes: { age: { value: 2 } } }));
});

test("attributes that the label has no longer are dropped, and values that they no longer take", () => {
  expect(renewed("cat", { fur: { value: "long" } })?.attributes).toEqual({});
  expect(renewed("dog", { coat: { value: "curly" }, asleep: { value: "yes" } })?.attributes).toEqual({});
  expect(renewed("dog", { age: { value: "2" }, name: { value: 7 } })?.attributes).toEqual({});
  expect(renewed("dog", { coat: { missing: "not_sure" } })?.attributes).toEqual({});
});

test("what is still right stays the same object, as does what somebody may be writing", () => {
  const said: Record<string, AttributeValue> = {
    ...{ coat: { value: "long" }, age: { value: 200 }, name: { missing: "not_sure" }, asleep: { value: false } },
  };
  const answer = anAnswer({ boxes: [aBox({ label: "dog", attributes: said }), aBox({ id: "b2", label: "unknown" })] });
  expect(inTermsOf(settings, answer)).toBe(answer);
});
