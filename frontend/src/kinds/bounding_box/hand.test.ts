import { expect, test } from "vitest";

import { Fingers } from "./fingers";
import { Hand } from "./hand";
import type { Touch } from "./picking";
import type { StageState } from "./stage";
import { aBox, aComment, aContext, anAnswer, aStage, someSettings, type TestStage } from "./testing";
import type { Box, Point } from "./types";
import { toScreen } from "./viewport";

function touchAt(x: number, y: number, more: Partial<Touch> = {}): Touch {
  return { at: { x, y }, kind: "mouse", button: 0, shift: false, ctrl: false, ...more };
}

/** A hand that is told where to go in pixels of the image. */
function handOn(stage: TestStage, more: Partial<Touch> = {}) {
  const hand = new Hand(() => stage);
  const on = ({ x, y }: Point, extra: Partial<Touch> = {}) => {
    const at = toScreen(stage.viewport.get(), { x, y });
    return touchAt(at.x, at.y, { ...more, ...extra });
  };
  return {
    hand,
    click: (point: Point, extra?: Partial<Touch>) => {
      hand.down(on(point, extra));
      hand.up(on(point, extra));
    },
    drag: (from: Point, to: Point, extra?: Partial<Touch>) => {
      hand.down(on(from, extra));
      hand.move(on({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, extra));
      hand.move(on(to, extra));
      hand.up(on(to, extra));
    },
    move: (to: Point) => {
      hand.move(on(to));
    },
    down: (at: Point) => {
      hand.down(on(at));
    },
  };
}

/** From one place of the stage to another, for what moves the image under the pointer. */
function sweep(hand: Hand, from: [number, number], to: [number, number], more: Partial<Touch>): void {
  hand.down(touchAt(...from, more));
  hand.move(touchAt(...to, more));
  hand.up(touchAt(...to, more));
}

const boxesOf = (stage: TestStage) => stage.read().boxes;
const lastOf = (stage: TestStage): Partial<Box> => boxesOf(stage).at(-1) ?? {};
const stateOf = (stage: TestStage): StageState => stage.state.get();
const drawing = { tool: "draw" as const };

test.each([0.25, 1, 4])("dragging draws a box with the current label, at zoom %f", (scale) => {
  const stage = aStage(anAnswer(), { ...drawing, label: "dog" }, { viewport: { scale, x: 13, y: -7 } });
  handOn(stage).drag({ x: 60.5, y: 90 }, { x: 200, y: 130.25 });
  expect(lastOf(stage)).toMatchObject({ label: "dog", x: 60.5, y: 90, width: 139.5, height: 40.25 });
  expect(stateOf(stage).selection).toEqual([lastOf(stage).id]);
  expect(stateOf(stage).said).toBe("Box 1, Dog, drawn");
});

test("two clicks draw the same box as dragging does", () => {
  const stage = aStage(anAnswer(), drawing);
  const { click, move } = handOn(stage);
  click({ x: 300, y: 200 });
  expect(boxesOf(stage)).toEqual([]);
  move({ x: 250, y: 180 });
  click({ x: 210, y: 150 });
  expect(lastOf(stage)).toMatchObject({ x: 210, y: 150, width: 90, height: 50 });
});

test("a box is drawn in one step, however often the pointer moved", () => {
  const stage = aStage(anAnswer(), drawing);
  handOn(stage).drag({ x: 10, y: 10 }, { x: 90, y: 70 });
  expect(stage.answers).toHaveLength(2);
});

test("what is drawn beyond the border ends at it", () => {
  const stage = aStage(anAnswer(), drawing);
  handOn(stage).drag({ x: 700, y: 500 }, { x: 950, y: 900 });
  expect(lastOf(stage)).toMatchObject({ x: 700, y: 500, width: 100, height: 100 });
});

test("a box smaller than the project's least is not kept, and it is said why", () => {
  const stage = aStage(anAnswer(), drawing, { context: aContext({ settings: someSettings({ min_size: 20 }) }) });
  handOn(stage).drag({ x: 100, y: 100 }, { x: 180, y: 119 });
  expect(boxesOf(stage)).toEqual([]);
  expect(stateOf(stage).said).toBe("Too small: at least 20 × 20 pixels");
});

test("a drawing that was cancelled leaves nothing behind when the pointer is lifted", () => {
  const stage = aStage(anAnswer(), drawing);
  const { hand, down, move } = handOn(stage);
  down({ x: 100, y: 100 });
  move({ x: 200, y: 200 });
  stage.state.set({ gesture: null });
  hand.up(touchAt(200, 200));
  expect(stage.answers).toHaveLength(1);
});

test("four clicks on the extreme points draw the box around them", () => {
  const stage = aStage(anAnswer(), { tool: "extreme" });
  const { click } = handOn(stage);
  for (const point of [
    { x: 150, y: 40 },
    { x: 220, y: 90 },
    { x: 160, y: 170 },
  ])
    click(point);
  expect(stateOf(stage).said).toBe("Point 3 of 4");
  click({ x: 110, y: 100 });
  expect(lastOf(stage)).toMatchObject({ x: 110, y: 40, width: 110, height: 130 });
});

const ONE = aBox({ id: "one", x: 100, y: 100, width: 200, height: 160 });
const TWO = aBox({ id: "two", x: 160, y: 150, width: 40, height: 30, label: "dog" });
const FAR = aBox({ id: "far", x: 500, y: 400, width: 70, height: 50 });
const ALL = anAnswer({ boxes: [ONE, TWO, FAR] });

test("a press selects the smallest box under it, and clicking again the one below", () => {
  const stage = aStage(ALL);
  const { click } = handOn(stage);
  click({ x: 180, y: 165 });
  expect(stateOf(stage).selection).toEqual(["two"]);
  click({ x: 180, y: 165 });
  expect(stateOf(stage).selection).toEqual(["one"]);
  click({ x: 180, y: 165 });
  expect(stateOf(stage).selection).toEqual(["two"]);
  expect(stage.answers).toHaveLength(1);
});

test("dragging a box selects and moves it, in one step", () => {
  const stage = aStage(ALL);
  handOn(stage).drag({ x: 520, y: 420 }, { x: 543, y: 409 });
  expect(lastOf(stage)).toMatchObject({ id: "far", x: 523, y: 389, width: 70, height: 50 });
  expect(stage.answers).toHaveLength(2);
});

test("a selected box is moved although a smaller one lies on it", () => {
  const stage = aStage(ALL, { selection: ["one"] });
  handOn(stage).drag({ x: 180, y: 165 }, { x: 190, y: 185 });
  expect(boxesOf(stage)[0]).toMatchObject({ x: 110, y: 120 });
  expect(boxesOf(stage)[1]).toBe(TWO);
});

test("several selected boxes move together and stop at the border", () => {
  const stage = aStage(ALL, { selection: ["two", "far"] });
  handOn(stage).drag({ x: 520, y: 420 }, { x: 1020, y: 430 });
  expect(boxesOf(stage).map(({ x, y }) => [x, y])).toEqual([
    [100, 100],
    [390, 160],
    [730, 410],
  ]);
});

test("a handle resizes, also through the opposite edge", () => {
  const stage = aStage(ALL, { selection: ["far"] });
  const { drag } = handOn(stage);
  drag({ x: 570, y: 450 }, { x: 590, y: 445 });
  expect(lastOf(stage)).toMatchObject({ x: 500, y: 400, width: 90, height: 45 });
  drag({ x: 590, y: 445 }, { x: 470, y: 380 });
  expect(lastOf(stage)).toMatchObject({ x: 470, y: 380, width: 30, height: 20 });
});

test("shift adds to the selection and takes away from it", () => {
  const stage = aStage(ALL, { selection: ["far"] });
  const { click } = handOn(stage);
  click({ x: 180, y: 165 }, { shift: true });
  expect(stateOf(stage).selection).toEqual(["far", "two"]);
  click({ x: 520, y: 420 }, { shift: true });
  expect(stateOf(stage).selection).toEqual(["two"]);
});

test("a frame drawn beside the boxes selects those that it touches", () => {
  const stage = aStage(ALL);
  const { drag } = handOn(stage);
  drag({ x: 40, y: 40 }, { x: 170, y: 155 });
  expect(stateOf(stage).selection).toEqual(["one", "two"]);
  drag({ x: 480, y: 500 }, { x: 510, y: 440 }, { shift: true });
  expect(stateOf(stage).selection).toEqual(["one", "two", "far"]);
});

test("a click beside the boxes clears the selection", () => {
  const stage = aStage(ALL, { selection: ["far"] });
  handOn(stage).click({ x: 700, y: 60 });
  expect(stateOf(stage).selection).toEqual([]);
});

test("hidden and locked boxes are not picked", () => {
  const stage = aStage(ALL, { hidden: new Set(["two"]), locked: new Set(["far"]) });
  const { click } = handOn(stage);
  click({ x: 180, y: 165 });
  expect(stateOf(stage).selection).toEqual(["one"]);
  click({ x: 520, y: 420 });
  expect(stateOf(stage).selection).toEqual([]);
});

test("where nothing can be changed, boxes are selected but stay where they are", () => {
  const stage = aStage(ALL, { tool: "draw" }, { disabled: true });
  handOn(stage).drag({ x: 520, y: 420 }, { x: 560, y: 440 });
  expect(stateOf(stage).selection).toEqual(["far"]);
  expect(stage.answers).toHaveLength(1);
});

test("edges snap to neighbours while snapping is on, and not while Ctrl is held", () => {
  const boxes = [FAR, aBox({ id: "next", x: 600, y: 420, width: 60, height: 40 })];
  for (const [ctrl, width] of [
    [false, 100],
    [true, 96],
  ] as const) {
    const stage = aStage(anAnswer({ boxes }), { selection: ["far"], snapping: true });
    handOn(stage).drag({ x: 570, y: 425 }, { x: 596, y: 425 }, { ctrl });
    expect(boxesOf(stage)[0]?.width).toBe(width);
  }
});

test("the middle button and the space bar move the image and no box", () => {
  for (const [button, panning] of [
    [1, false],
    [0, true],
  ] as const) {
    const stage = aStage(ALL, {}, { viewport: { x: 5, y: 6, scale: 1 } });
    const { hand } = handOn(stage);
    hand.panning = panning;
    sweep(hand, [525, 426], [545, 456], { button });
    expect(stage.viewport.get()).toMatchObject({ x: 25, y: 36 });
    expect(stage.answers).toHaveLength(1);
    expect(stateOf(stage).selection).toEqual([]);
  }
});

test("the comment tool opens a comment on the box under it, or on the point", () => {
  const stage = aStage(ALL, { tool: "comment" });
  const { click } = handOn(stage);
  click({ x: 520, y: 420 });
  expect(stateOf(stage).comment).toEqual({ id: null, box: "far", x: 520, y: 420 });
  click({ x: 700, y: 30 });
  expect(stateOf(stage).comment).toEqual({ id: null, box: null, x: 700, y: 30 });
});

test("a click on the mark of a comment opens it", () => {
  const stage = aStage({ ...ALL, comments: [aComment({ x: 510, y: 410 })] });
  handOn(stage).click({ x: 512, y: 408 });
  expect(stateOf(stage).comment).toMatchObject({ id: "c1" });
  expect(stateOf(stage).selection).toEqual([]);
});

test("two fingers scale the image, and what the first had begun to draw is dropped", () => {
  const stage = aStage(anAnswer({ boxes: [aBox()] }), { ...drawing, selection: ["b1"] });
  const fingers = new Fingers(new Hand(() => stage), () => stage);
  const finger = (x: number, y: number) => touchAt(x, y, { kind: "touch" });
  fingers.down(1, finger(300, 300));
  fingers.move(1, finger(320, 300));
  fingers.down(2, finger(420, 300));
  fingers.move(2, finger(520, 300));
  fingers.up(1, finger(320, 300));
  fingers.up(2, finger(520, 300));
  expect(stage.viewport.get().scale).toBe(2);
  expect(stateOf(stage)).toMatchObject({ gesture: null, selection: ["b1"] });
  expect(stage.answers).toHaveLength(1);
});

test("one finger draws, and beside the boxes it moves the image", () => {
  const stage = aStage(anAnswer(), drawing, { viewport: { x: 1, y: 2, scale: 1 } });
  const { hand, drag } = handOn(stage, { kind: "touch" });
  drag({ x: 100, y: 100 }, { x: 160, y: 180 });
  expect(lastOf(stage)).toMatchObject({ x: 100, y: 100, width: 60, height: 80 });
  stage.state.set({ tool: "select" });
  sweep(hand, [400, 400], [430, 380], { kind: "touch" });
  expect(stage.viewport.get()).toMatchObject({ x: 31, y: -18 });
});
