import { expect, test } from "vitest";

import { linesOf, snapMove, snapPoint, snapResize } from "./snapping";

const IMAGE = { width: 400, height: 300 };
const NEIGHBOUR = { x: 200, y: 90, width: 50, height: 70 };
const LINES = linesOf(IMAGE, [NEIGHBOUR]);
const RECT = { x: 100, y: 40, width: 60, height: 30 };

test("a moved box comes to lie on the line that is nearest to one of its edges", () => {
  // Its right edge at 197 is 3 from the neighbour's left; its lower edge at 92 is 2 from the neighbour's top.
  const snapped = snapMove(RECT, { x: 37, y: 22 }, LINES, 5);
  expect(snapped).toEqual({ step: { x: 40, y: 20 }, xs: [200], ys: [90] });
});

test("out of reach nothing is corrected", () => {
  expect(snapMove(RECT, { x: 30, y: 11 }, LINES, 5)).toEqual({ step: { x: 30, y: 11 }, xs: [], ys: [] });
});

test("the border of the image holds edges too", () => {
  expect(snapMove(RECT, { x: -97, y: 0 }, LINES, 5)).toMatchObject({ step: { x: -100, y: 0 }, xs: [0] });
});

test("a handle snaps the edges that it moves and no others", () => {
  expect(snapResize(RECT, "e", { x: 42, y: 19 }, LINES, 5)).toEqual({ step: { x: 40, y: 19 }, xs: [200], ys: [] });
  expect(snapResize(RECT, "sw", { x: -98, y: 18 }, LINES, 5)).toEqual({ step: { x: -100, y: 20 }, xs: [0], ys: [90] });
});

test("a corner that is drawn snaps on both axes", () => {
  expect(snapPoint({ x: 252, y: 157 }, LINES, 5)).toEqual({ step: { x: 250, y: 160 }, xs: [250], ys: [160] });
});
