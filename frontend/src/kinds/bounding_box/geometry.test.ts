import { expect, test } from "vitest";

import {
  boundsOf,
  clampRect,
  contains,
  distanceTo,
  HANDLES,
  rectAround,
  rectBetween,
  resized,
  shifted,
  shiftedInside,
  stepInside,
} from "./geometry";
import type { Rect } from "./types";

const IMAGE = { width: 400, height: 300 };
const RECT: Rect = { x: 50, y: 60, width: 100, height: 80 };

test("a box between two corners is the same from whichever corner it is drawn", () => {
  const wanted = { x: 10, y: 25, width: 30, height: 15 };
  expect(rectBetween({ x: 10, y: 25 }, { x: 40, y: 40 })).toEqual(wanted);
  expect(rectBetween({ x: 40, y: 25 }, { x: 10, y: 40 })).toEqual(wanted);
  expect(rectBetween({ x: 40, y: 40 }, { x: 10, y: 25 })).toEqual(wanted);
});

test("four extreme points give the box that touches all of them", () => {
  const points = [
    { x: 80, y: 12 },
    { x: 140, y: 50 },
    { x: 90, y: 97 },
    { x: 33, y: 61 },
  ];
  expect(rectAround(points)).toEqual({ x: 33, y: 12, width: 107, height: 85 });
});

test("the bounds of boxes hold each of them, and no boxes have none", () => {
  expect(boundsOf([RECT, { x: 10, y: 100, width: 20, height: 150 }])).toEqual({
    x: 10,
    y: 60,
    width: 140,
    height: 190,
  });
  expect(boundsOf([])).toBeNull();
});

test("a handle moves its own edges and leaves the others", () => {
  const step = { x: 7, y: -9 };
  expect(resized(RECT, "se", step, IMAGE, 2)).toEqual({ x: 50, y: 60, width: 107, height: 71 });
  expect(resized(RECT, "nw", step, IMAGE, 2)).toEqual({ x: 57, y: 51, width: 93, height: 89 });
  expect(resized(RECT, "n", step, IMAGE, 2)).toEqual({ x: 50, y: 51, width: 100, height: 89 });
  expect(resized(RECT, "e", step, IMAGE, 2)).toEqual({ x: 50, y: 60, width: 107, height: 80 });
});

test("dragged through the opposite edge, a box turns over", () => {
  expect(resized(RECT, "w", { x: 130, y: 0 }, IMAGE, 2)).toEqual({ x: 150, y: 60, width: 30, height: 80 });
  expect(resized(RECT, "ne", { x: -140, y: 110 }, IMAGE, 2)).toEqual({ x: 10, y: 140, width: 40, height: 30 });
});

test("no handle makes a box smaller than the least size or larger than the image", () => {
  const random = generator(11);
  for (let round = 0; round < 400; round++) {
    const handle = HANDLES[round % HANDLES.length] ?? "se";
    const rect = { x: 300 * random(), y: 200 * random(), width: 5 + 90 * random(), height: 5 + 90 * random() };
    const next = resized(rect, handle, { x: 900 * (random() - 0.5), y: 900 * (random() - 0.5) }, IMAGE, 4);
    expect(next.width).toBeGreaterThanOrEqual(4 - 1e-9);
    expect(next.height).toBeGreaterThanOrEqual(4 - 1e-9);
    expect(next.x).toBeGreaterThanOrEqual(-1e-9);
    expect(next.x + next.width).toBeLessThanOrEqual(IMAGE.width + 1e-9);
    expect(next.y + next.height).toBeLessThanOrEqual(IMAGE.height + 1e-9);
  }
});

test("at the border the least size grows to where there is room", () => {
  const atTheEdge = { x: 390, y: 60, width: 10, height: 80 };
  expect(resized(atTheEdge, "w", { x: 30, y: 0 }, IMAGE, 6)).toEqual({ x: 394, y: 60, width: 6, height: 80 });
});

test("moved together, boxes stop when the first reaches the border", () => {
  expect(stepInside(RECT, { x: -80, y: 10 }, IMAGE)).toEqual({ x: -50, y: 10 });
  expect(stepInside(RECT, { x: 500, y: 500 }, IMAGE)).toEqual({ x: 250, y: 160 });
  const bounds = shifted(RECT, stepInside(RECT, { x: 500, y: 500 }, IMAGE));
  expect(clampRect(bounds, IMAGE)).toEqual(bounds);
});

test("a box moved onto the image keeps its size", () => {
  expect(shiftedInside({ x: 380, y: -20, width: 40, height: 50 }, IMAGE)).toEqual({
    x: 360,
    y: 0,
    width: 40,
    height: 50,
  });
  expect(shiftedInside({ x: 5, y: 5, width: 900, height: 50 }, IMAGE)).toEqual({ x: 0, y: 5, width: 400, height: 50 });
});

test("the distance to a box is 0 inside and grows outside", () => {
  expect(distanceTo(RECT, { x: 51, y: 61 })).toBe(0);
  expect(distanceTo(RECT, { x: 153, y: 144 })).toBe(5);
  expect(contains(RECT, { x: 153, y: 100 })).toBe(false);
});

function generator(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
