import { expect, test } from "vitest";

import type { Criterion } from "@/api/types";

import { isComplete, missing } from "./completeness";
import { aBox, aComment, aContext, aLabel, anAnswer, CAT, someSettings } from "./testing";
import type { Attribute, Box, Settings } from "./types";

function problems(boxes: Box[], settings: Partial<Settings> = {}, noObjects = false) {
  return missing(anAnswer({ boxes, no_objects: noObjects }), aContext({ settings: someSettings(settings) }));
}

test("an answer without boxes has to say that there are no objects", () => {
  expect(problems([])).toEqual({ boxes: "Draw a box, or say “No objects here”." });
  expect(problems([], {}, true)).toEqual({});
  expect(problems([], { no_objects: false })).toEqual({ boxes: "Draw at least one box." });
});

test("a box needs a label that the project still has", () => {
  const gone = [aLabel({ key: "old", archived: true }), aLabel({ key: "kitten", merged_into: "cat" }), CAT];
  const boxes = ["cat", "old", "kitten", "unheard"].map((label, index) => aBox({ id: `b${index}`, label }));
  expect(Object.keys(problems(boxes, { labels: gone }))).toEqual(["boxes.1.label", "boxes.2.label", "boxes.3.label"]);
});

test("a box too small or beyond the border is named", () => {
  const found = problems([aBox(), aBox({ id: "b2", width: 1 }), aBox({ id: "b3", x: 790 })]);
  expect(found).toEqual({
    "boxes.1": "Box 2, Cat: too small; the least is 2 × 2 pixels.",
    "boxes.2": "Box 3, Cat: it lies beyond the border of the image.",
  });
});

test("more than ten thousand boxes are too many", () => {
  const boxes = Array.from({ length: 10_001 }, (_, index) => aBox({ id: `b${index}` }));
  expect(problems(boxes)).toEqual({ boxes: "Boxes: at most 10000, there are 10001." });
});

test("more than a hundred comments are too many", () => {
  const comments = Array.from({ length: 101 }, (_, index) => aComment({ id: `c${index}` }));
  expect(missing(anAnswer({ boxes: [aBox()], comments }), aContext())).toEqual({
    comments: "Comments: at most 100, there are 101.",
  });
});

const attribute = (overrides: Partial<Attribute>): Attribute => ({
  ...{ key: "pose", title: "Pose", type: "text", required: true, not_sure: false },
  ...overrides,
});

test.each([
  ["unset", attribute({}), undefined, "not answered yet."],
  ["blank", attribute({}), { value: "  " }, "write something."],
  ["too long", attribute({ max_length: 3 }), { value: "wide" }, "at most 3 characters (4 so far)."],
  ["unsure where that is no answer", attribute({}), { missing: "not_sure" as const }, "“not sure” is no answer here."],
  ["too low", attribute({ type: "number", min: 1 }), { value: 0 }, "the least is 1."],
  ["off the steps", attribute({ type: "number", min: 1, step: 2 }), { value: 4 }, "use steps of 2."],
  [
    "no option",
    attribute({ type: "radio", options: [{ value: "sit", label: "Sits" }] }),
    { value: "lie" },
    "choose one of the options.",
  ],
])("an attribute that is %s is named by its path", (_, asked, value, problem) => {
  const box = aBox({ attributes: value ? { pose: value } : {} });
  expect(problems([box], { labels: [aLabel({ attributes: [asked] })] })).toEqual({
    "boxes.0.attributes.pose": `Box 1, Cat: Pose: ${problem}`,
  });
});

test.each([
  attribute({ required: false }),
  attribute({ type: "checkbox", required: false }),
  attribute({ type: "number", required: false, min: 3 }),
])("an attribute that is not required may stay unset", (asked) => {
  expect(problems([aBox()], { labels: [aLabel({ attributes: [asked] })] })).toEqual({});
});

test("“not sure” answers a required attribute that offers it", () => {
  const labels = [aLabel({ attributes: [attribute({ not_sure: true })] })];
  expect(problems([aBox({ attributes: { pose: { missing: "not_sure" } } })], { labels })).toEqual({});
});

test("a required criterion has to be judged", () => {
  const criterion: Criterion = {
    ...{ key: "sharp", title: "Sharpness", guidance: "", applies_to: "image", required: true, weight: 1 },
    scale: { type: "interval", min: 0, max: 5 },
  };
  const context = aContext({ criteria: [criterion] });
  const boxes = [aBox()];
  expect(missing(anAnswer({ boxes }), context)).toEqual({ "criteria.sharp": "Sharpness: not judged yet." });
  expect(missing(anAnswer({ boxes, criteria: { sharp: { value: 6 } } }), context)).toEqual({
    "criteria.sharp": "Sharpness: the most is 5.",
  });
  expect(isComplete(anAnswer({ boxes, criteria: { sharp: { missing: "cannot_assess" } } }), context)).toBe(true);
});
