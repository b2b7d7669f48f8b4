import { expect, test } from "vitest";

import {
  actualSize,
  fitted,
  isWellSeen,
  panned,
  pinched,
  rectToScreen,
  resizedTo,
  seenOf,
  toImage,
  toScreen,
  UNSEEN,
  type Viewport,
  zoomedAt,
  zoomedTo,
} from "./viewport";

const IMAGE = { width: 4000, height: 3000 };
const VIEW: Viewport = { x: 37, y: -120, scale: 0.25, width: 1000, height: 700 };

test.each([0.25, 1, 4])("from image to screen and back is the same point at zoom %f", (scale) => {
  const viewport = { ...VIEW, scale };
  for (const point of [
    { x: 0, y: 0 },
    { x: 1234.5, y: 678.25 },
    { x: 4000, y: 3000 },
  ]) {
    const back = toImage(viewport, toScreen(viewport, point));
    expect(back.x).toBeCloseTo(point.x, 9);
    expect(back.y).toBeCloseTo(point.y, 9);
  }
});

test("what lies under the pointer stays there while zooming in and out", () => {
  let viewport = fitted(VIEW, IMAGE);
  const at = { x: 411, y: 203 };
  const before = toImage(viewport, at);
  for (const factor of [1.3, 1.3, 2, 0.7, 3]) viewport = zoomedAt(viewport, at, factor, IMAGE);
  expect(toImage(viewport, at).x).toBeCloseTo(before.x, 6);
  expect(toImage(viewport, at).y).toBeCloseTo(before.y, 6);
});

test("zooming ends at sixty-four times and at a hundredth", () => {
  expect(zoomedAt(VIEW, { x: 500, y: 350 }, 1e9, IMAGE).scale).toBe(64);
  expect(zoomedAt(VIEW, { x: 500, y: 350 }, 1e-9, IMAGE).scale).toBe(0.01);
});

test("fitted, the whole image is seen in the middle", () => {
  const viewport = fitted(VIEW, IMAGE);
  const seen = rectToScreen(viewport, { x: 0, y: 0, ...IMAGE });
  expect(seen.height).toBeCloseTo(700 - 48, 9);
  expect(seen.x + seen.width / 2).toBeCloseTo(500, 9);
  expect(seen.y + seen.height / 2).toBeCloseTo(350, 9);
});

test("a small image is not blown up beyond four times", () => {
  expect(fitted(VIEW, { width: 20, height: 10 }).scale).toBe(4);
});

test("zoomed to a box, the box is in the middle with something around it", () => {
  const rect = { x: 3000, y: 1000, width: 60, height: 40 };
  const seen = rectToScreen(zoomedTo(VIEW, rect, IMAGE, 16), rect);
  expect(seen.x + seen.width / 2).toBeCloseTo(500, 6);
  expect(seen.y + seen.height / 2).toBeCloseTo(350, 6);
  expect(seen.height).toBeLessThanOrEqual(350);
});

test("the image cannot be moved out of sight", () => {
  const away = panned(VIEW, { x: 99_999, y: -99_999 }, IMAGE);
  expect(toScreen(away, { x: 0, y: 0 }).x).toBe(1000 - 48);
  expect(toScreen(away, { x: 0, y: 3000 }).y).toBe(48);
});

test("at actual size a pixel of the image is a pixel of the screen, at whole pixels", () => {
  const viewport = actualSize(VIEW, 1, IMAGE);
  expect(viewport.scale).toBe(1);
  expect(Number.isInteger(viewport.x) && Number.isInteger(viewport.y)).toBe(true);
  expect(actualSize(VIEW, 2, IMAGE).scale).toBe(0.5);
});

test("two fingers that go apart scale the image between them, and move it with them", () => {
  const before: [{ x: number; y: number }, { x: number; y: number }] = [
    { x: 300, y: 300 },
    { x: 500, y: 300 },
  ];
  const now: typeof before = [
    { x: 320, y: 340 },
    { x: 720, y: 340 },
  ];
  const start = fitted(VIEW, IMAGE);
  const viewport = pinched(start, before, now, IMAGE);
  expect(viewport.scale).toBeCloseTo(2 * start.scale, 9);
  for (const finger of [0, 1] as const) {
    const held = toImage(start, before[finger]);
    expect(toScreen(viewport, held).x).toBeCloseTo(now[finger].x, 6);
    expect(toScreen(viewport, held).y).toBeCloseTo(now[finger].y, 6);
  }
});

test("a stage of another size keeps in the middle what was there", () => {
  const middle = toImage(VIEW, { x: 500, y: 350 });
  const next = resizedTo(VIEW, { width: 600, height: 900 });
  expect(toImage(next, { x: 300, y: 450 })).toEqual(middle);
});

test("what is seen is the stage in pixels of the image", () => {
  expect(seenOf(VIEW)).toEqual({ x: -148, y: 480, width: 4000, height: 2800 });
  expect(isWellSeen(VIEW, { x: 1000, y: 900, width: 80, height: 80 })).toBe(true);
  expect(isWellSeen(VIEW, { x: 1000, y: 900, width: 8, height: 8 })).toBe(false);
  expect(isWellSeen(VIEW, { x: -200, y: 900, width: 90, height: 90 })).toBe(false);
  expect(UNSEEN.width).toBe(0);
});
