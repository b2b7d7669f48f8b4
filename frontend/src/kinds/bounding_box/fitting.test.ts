import { expect, test } from "vitest";

import { fit } from "./fitting";
import { aBox, aContext, aCriterion, aLabel, anAnswer, CAT, someSettings } from "./testing";

const KITTEN = aLabel({ key: "kitten", merged_into: "cat" });
const OLD = aLabel({ key: "old", title: "Old", archived: true });

test("a box has the label that its own was merged into, with what this one still asks", () => {
  const context = aContext({ settings: someSettings({ labels: [CAT, KITTEN] }) });
  const draft = anAnswer({ boxes: [aBox({ label: "kitten", attributes: { age: { value: 3 } } })] });
  expect(fit(draft, context)).toEqual(anAnswer({ boxes: [aBox({ label: "cat" })] }));
});

test("a label that is archived or gone stays, since the person can choose another", () => {
  const context = aContext({ settings: someSettings({ labels: [CAT, OLD] }) });
  const draft = anAnswer({ boxes: [aBox({ label: "old" }), aBox({ id: "b2", label: "gone" })] });
  expect(fit(draft, context)).toEqual(draft);
});

test("a criterion that the rubric lacks is left out; a value off its scale stays to be chosen again", () => {
  const draft = anAnswer({ boxes: [aBox()], criteria: { focus: { value: 7 }, light: { value: true } } });
  const fitted = fit(draft, aContext({ criteria: [aCriterion()] }));
  expect(fitted).toEqual({ ...draft, criteria: { focus: { value: 7 } } });
});

test("“no objects” is left out where images without objects are not accepted any more", () => {
  const draft = anAnswer({ no_objects: true });
  expect(fit(draft, aContext())).toEqual(draft);
  expect(fit(draft, aContext({ settings: someSettings({ no_objects: false }) }))).toEqual(anAnswer());
});
