import { expect, test } from "vitest";

import type { Mark } from "./painting";
import { tagsOf } from "./tags";
import type { Rect } from "./types";

const VIEW = { x: 10, y: 20, scale: 2, width: 800, height: 600 };
/** Every letter is six pixels wide. */
const measure = (text: string) => 6 * text.length;
const tagsFor = (...marks: Mark[]) => tagsOf(marks, VIEW, measure);
const texts = (...marks: Mark[]) => tagsFor(...marks).map(({ text }) => text);

function aMark(title: string, [x, y, width, height]: [number, number, number, number], rest: Partial<Mark> = {}): Mark {
  const rect: Rect = { x, y, width, height };
  return { rect, colour: "#E69F00", line: "solid", title, strong: false, ...rest };
}

test("a title stands above its box, as wide as its text", () => {
  const [tag] = tagsFor(aMark("Cat", [100, 50, 40, 30]));
  expect(tag).toEqual({ x: 210, y: 105, width: 26, height: 15, text: "Cat", title: "Cat", colour: "#E69F00" });
});

test("where there is less room it is said shorter, then cut, then left out", () => {
  const suggested = { short: "Sailboat?" };
  expect(texts(aMark("Sailboat? 97 %", [0, 0, 30, 30], suggested))).toEqual(["Sailboat? 97 %"]);
  expect(texts(aMark("Sailboat? 97 %", [0, 0, 25, 30], suggested))).toEqual(["Sailboat?"]);
  expect(texts(aMark("Sailboat? 97 %", [0, 0, 19, 30], suggested))).toEqual(["Sail…"]);
  expect(texts(aMark("Sailboat? 97 %", [0, 0, 16, 30], suggested))).toEqual([]);
});

test("a title that would meet the next one is cut to its box", () => {
  const next = [aMark("Sailboat", [28, 0, 25, 30]), aMark("Sailboat", [0, 0, 25, 30])] as const;
  expect(texts(...next)).toEqual(["Sailboat", "Sailbo…"]);
});

test("a title does not hide another box, but may lie on a large one", () => {
  const low = aMark("Motorboat", [100, 108, 40, 8]);
  expect(texts(low, aMark("", [100, 98, 40, 8]))).toEqual([]);
  expect(texts(low, aMark("", [0, 0, 300, 280]))).toEqual(["Motorboat"]);
});

test("of boxes at one place each title is shown once, one above the other", () => {
  const at = [100, 50, 40, 30] as [number, number, number, number];
  const tags = tagsFor(aMark("Cat", at), aMark("Cat", at), aMark("Dog", at), aMark("Fox", at));
  expect(tags.map(({ text, y }) => [text, y])).toEqual([
    ["Cat", 105],
    ["Dog", 89],
  ]);
  expect(texts(aMark("Sailboat", [100, 50, 25, 30]), aMark("Sailboat", [101, 50, 25, 30]))).toEqual(["Sailboat"]);
});

test("a box that stands out has its whole title, above all others", () => {
  const tags = texts(
    aMark("Ada: Sailboat", [100, 50, 5, 5], { strong: true }),
    aMark("Cat", [100, 50, 40, 30]),
    aMark("Dog", [300, 50, 40, 30]),
  );
  expect(tags).toEqual(["Cat", "Dog", "Ada: Sailboat"]);
});
