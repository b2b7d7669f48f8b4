import {
  boundsOf,
  clampPoint,
  clampRect,
  type Handle,
  rectAround,
  rectBetween,
  resized,
  shifted,
  stepInside,
} from "./geometry";
import { type Lines, snapMove, snapPoint, snapResize } from "./snapping";
import type { Box, Point, Rect, Size } from "./types";

// What a pointer that is down, or between two clicks, is about to do. Pure: where it is gives what it would do.

export type Gesture =
  | { type: "move"; start: Point; boxes: readonly Box[] }
  | { type: "resize"; start: Point; box: Box; handle: Handle }
  /** Pressed on one corner; `waiting` when it was lifted there, so that a click will set the other. */
  | { type: "draw"; start: Point; waiting: boolean }
  | { type: "extreme"; points: readonly Point[] }
  | { type: "rubber"; start: Point };

/** Where the pointer is, in pixels of the image. */
export interface Pointing {
  at: Point;
  /** What edges snap to, and how near they have to be. */
  lines: Lines;
  reach: number;
}

export interface Scene {
  image: Size;
  /** The project's minimum size. */
  least: number;
}

/** What would come of it if the pointer were lifted here. */
export interface Preview {
  rects: ReadonlyMap<string, Rect>;
  drawn: Rect | null;
  rubber: Rect | null;
  points: readonly Point[];
  guides: Lines;
}

export const EXTREME_POINTS = 4;
export const NO_LINES: Lines = { xs: [], ys: [] };
export const NOTHING: Preview = { rects: new Map(), drawn: null, rubber: null, points: [], guides: NO_LINES };

export function previewOf(gesture: Gesture, pointing: Pointing, scene: Scene): Preview {
  switch (gesture.type) {
    case "move":
      return moved(gesture, pointing, scene);
    case "resize":
      return stretched(gesture, pointing, scene);
    case "draw":
      return drawn(gesture, pointing, scene);
    case "extreme":
      return extreme(gesture.points, pointing, scene);
    case "rubber":
      return { ...NOTHING, rubber: clampRect(rectBetween(gesture.start, pointing.at), scene.image) };
  }
}

function moved({ start, boxes }: Extract<Gesture, { type: "move" }>, pointing: Pointing, scene: Scene): Preview {
  const bounds = boundsOf(boxes);
  if (!bounds) return NOTHING;
  const wanted = stepInside(bounds, difference(pointing.at, start), scene.image);
  const { step, xs, ys } = snapMove(bounds, wanted, pointing.lines, pointing.reach);
  const possible = stepInside(bounds, step, scene.image);
  return { ...NOTHING, rects: new Map(boxes.map((box) => [box.id, shifted(box, possible)])), guides: { xs, ys } };
}

function stretched(
  { start, box, handle }: Extract<Gesture, { type: "resize" }>,
  pointing: Pointing,
  { image, least }: Scene,
): Preview {
  const { step, xs, ys } = snapResize(box, handle, difference(pointing.at, start), pointing.lines, pointing.reach);
  return { ...NOTHING, rects: new Map([[box.id, resized(box, handle, step, image, least)]]), guides: { xs, ys } };
}

function drawn({ start }: Extract<Gesture, { type: "draw" }>, { at, lines, reach }: Pointing, scene: Scene): Preview {
  const { step, xs, ys } = snapPoint(at, lines, reach);
  return { ...NOTHING, drawn: rectBetween(start, clampPoint(step, scene.image)), guides: { xs, ys } };
}

function extreme(points: readonly Point[], { at }: Pointing, scene: Scene): Preview {
  const rest = points.length < EXTREME_POINTS ? [clampPoint(at, scene.image)] : [];
  return { ...NOTHING, points, drawn: points.length > 0 ? rectAround([...points, ...rest]) : null };
}

function difference(one: Point, other: Point): Point {
  return { x: one.x - other.x, y: one.y - other.y };
}

/** Where the boxes are that a preview changes; null if there are none. */
export function placeOf({ rects, drawn }: Preview): Rect | null {
  return boundsOf(drawn ? [drawn] : [...rects.values()]);
}
