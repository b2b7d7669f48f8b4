import { expect, test } from "vitest";

import { contains } from "./geometry";
import { BoxGrid, hitsAt, pickNext } from "./hitTest";
import { aBox } from "./testing";

const IMAGE = { width: 800, height: 600 };
const LARGE = aBox({ id: "large", x: 50, y: 50, width: 400, height: 300 });
const MIDDLE = aBox({ id: "middle", x: 100, y: 90, width: 120, height: 100 });
const SMALL = aBox({ id: "small", x: 150, y: 130, width: 11, height: 9 });

const idsAt = (boxes: (typeof LARGE)[], x: number, y: number, slop = 0) =>
  hitsAt(new BoxGrid(boxes, IMAGE), { x, y }, slop).map((box) => box.id);

test("the smallest box under the pointer comes first, whatever the order they were drawn in", () => {
  expect(idsAt([SMALL, LARGE, MIDDLE], 155, 135)).toEqual(["small", "middle", "large"]);
  expect(idsAt([LARGE, MIDDLE, SMALL], 155, 135)).toEqual(["small", "middle", "large"]);
});

test("clicking again goes through the boxes under the pointer and begins anew", () => {
  const hits = hitsAt(new BoxGrid([LARGE, MIDDLE, SMALL], IMAGE), { x: 155, y: 135 }, 0);
  const picked = [pickNext(hits, null), pickNext(hits, "small"), pickNext(hits, "middle"), pickNext(hits, "large")];
  expect(picked).toEqual(["small", "middle", "large", "small"]);
  expect(pickNext([], "small")).toBeNull();
});

test("a box beside the pointer is hit within the slop, after those under it", () => {
  expect(idsAt([SMALL], 163, 135)).toEqual([]);
  expect(idsAt([SMALL], 163, 135, 3)).toEqual(["small"]);
  expect(idsAt([SMALL, MIDDLE], 163, 135, 3)).toEqual(["middle", "small"]);
});

test("the grid finds just what asking every box finds", () => {
  const boxes = Array.from({ length: 600 }, (_, index) =>
    aBox({
      id: `b${index}`,
      x: (index * 37) % 780,
      y: (index * 53) % 580,
      width: 3 + (index % 7) * (index % 50 === 0 ? 100 : 6),
      height: 3 + (index % 5) * 9,
    }),
  );
  const grid = new BoxGrid(boxes, IMAGE);
  for (let at = 0; at < 200; at++) {
    const point = { x: (at * 71.5) % 800, y: (at * 43.25) % 600 };
    const asked = boxes.filter((box) => contains(box, point)).map((box) => box.id);
    expect(new Set(hitsAt(grid, point, 0).map((box) => box.id))).toEqual(new Set(asked));
  }
});

test("a box beyond the border of the image can still be picked", () => {
  const beyond = aBox({ id: "beyond", x: -40, y: 650, width: 30, height: 20 });
  expect(idsAt([beyond], -20, 660)).toEqual(["beyond"]);
});
