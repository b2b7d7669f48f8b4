import { expect, test } from "vitest";

import { handleAt, handlesOf, SLOP } from "./handles";

const RECT = { x: 100, y: 200, width: 160, height: 90 };

test("a large box has eight handles, a small one only those of its corners", () => {
  expect(handlesOf(RECT).map(({ handle }) => handle)).toEqual(["nw", "n", "ne", "e", "se", "s", "sw", "w"]);
  const small = handlesOf({ x: 10, y: 10, width: 12, height: 9 });
  expect(small.map(({ handle }) => handle)).toEqual(["nw", "ne", "se", "sw"]);
  expect(small[0]).toMatchObject({ x: 5, y: 5 });
});

test("fingers reach a handle from farther away than a mouse", () => {
  const beside = { x: 100 - 15, y: 200 - 4 };
  expect(handleAt(RECT, beside, SLOP.mouse)).toBeNull();
  expect(handleAt(RECT, beside, SLOP.touch)).toBe("nw");
});

test("an edge can be taken anywhere along it, and the inside means the box", () => {
  expect(handleAt(RECT, { x: 125, y: 201 }, SLOP.mouse)).toBe("n");
  expect(handleAt(RECT, { x: 259, y: 265 }, SLOP.mouse)).toBe("e");
  expect(handleAt(RECT, { x: 150, y: 240 }, SLOP.mouse)).toBeNull();
});

test("the middle of a small box stays free for moving it", () => {
  const small = { x: 50, y: 50, width: 14, height: 14 };
  expect(handleAt(small, { x: 57, y: 57 }, SLOP.touch)).toBeNull();
  expect(handleAt(small, { x: 66, y: 66 }, SLOP.touch)).toBe("se");
});
