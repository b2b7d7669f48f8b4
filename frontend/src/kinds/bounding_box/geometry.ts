import type { Point, Rect, Size } from "./types";

// Boxes as numbers: nothing here knows of a screen.

/** The corners and edges that can be taken hold of, by compass. */
export const HANDLES = ["nw", "n", "ne", "e", "se", "s", "sw", "w"] as const;

export type Handle = (typeof HANDLES)[number];

export function rectBetween(one: Point, other: Point): Rect {
  return {
    x: Math.min(one.x, other.x),
    y: Math.min(one.y, other.y),
    width: Math.abs(one.x - other.x),
    height: Math.abs(one.y - other.y),
  };
}

/** The smallest box that holds all points: the leftmost, topmost, rightmost and bottommost of a thing. */
export function rectAround(points: readonly Point[]): Rect {
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  return rectBetween({ x: Math.min(...xs), y: Math.min(...ys) }, { x: Math.max(...xs), y: Math.max(...ys) });
}

/** The smallest box that holds all boxes; null for none. */
export function boundsOf(rects: readonly Rect[]): Rect | null {
  if (rects.length === 0) return null;
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y, width, height } of rects) {
    bounds.left = Math.min(bounds.left, x);
    bounds.top = Math.min(bounds.top, y);
    bounds.right = Math.max(bounds.right, x + width);
    bounds.bottom = Math.max(bounds.bottom, y + height);
  }
  return rectBetween({ x: bounds.left, y: bounds.top }, { x: bounds.right, y: bounds.bottom });
}

export function centreOf({ x, y, width, height }: Rect): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

export function areaOf({ width, height }: Size): number {
  return width * height;
}

export function contains({ x, y, width, height }: Rect, point: Point): boolean {
  return point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
}

export function overlaps(one: Rect, other: Rect): boolean {
  return (
    one.x <= other.x + other.width &&
    other.x <= one.x + one.width &&
    one.y <= other.y + other.height &&
    other.y <= one.y + one.height
  );
}

export function expanded({ x, y, width, height }: Rect, by: number): Rect {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** How far a point is from a box; 0 inside. */
export function distanceTo({ x, y, width, height }: Rect, point: Point): number {
  const across = Math.max(x - point.x, 0, point.x - x - width);
  const down = Math.max(y - point.y, 0, point.y - y - height);
  return Math.hypot(across, down);
}

export function clampPoint(point: Point, image: Size): Point {
  return { x: clamp(point.x, 0, image.width), y: clamp(point.y, 0, image.height) };
}

/** The part of a box that lies on the image. */
export function clampRect({ x, y, width, height }: Rect, image: Size): Rect {
  return rectBetween(clampPoint({ x, y }, image), clampPoint({ x: x + width, y: y + height }, image));
}

/** A box of the same size, moved onto the image. */
export function shiftedInside(rect: Rect, image: Size): Rect {
  return {
    ...clampRect({ ...rect, x: 0, y: 0 }, image),
    x: clamp(rect.x, 0, Math.max(0, image.width - rect.width)),
    y: clamp(rect.y, 0, Math.max(0, image.height - rect.height)),
  };
}

/** How far boxes can go together before the first one leaves the image. */
export function stepInside(bounds: Rect, step: Point, image: Size): Point {
  return {
    x: clamp(step.x, Math.min(0, -bounds.x), Math.max(0, image.width - bounds.x - bounds.width)),
    y: clamp(step.y, Math.min(0, -bounds.y), Math.max(0, image.height - bounds.y - bounds.height)),
  };
}

export function shifted(rect: Rect, step: Point): Rect {
  return { ...rect, x: rect.x + step.x, y: rect.y + step.y };
}

/**
 * A box whose handle was dragged. Drawn through the opposite edge, it turns over. It stays on the image and keeps the
 * least size on both sides, if the image has room for it.
 */
export function resized(rect: Rect, handle: Handle, step: Point, image: Size, least: number): Rect {
  const across = resizedSide(rect.x, rect.width, sideOf(handle, "w", "e"), step.x, image.width, least);
  const down = resizedSide(rect.y, rect.height, sideOf(handle, "n", "s"), step.y, image.height, least);
  return { x: across.from, y: down.from, width: across.length, height: down.length };
}

/** Which end of a side a handle moves: -1 the first, 1 the last, 0 none. */
export function sideOf(handle: Handle, first: string, last: string): -1 | 0 | 1 {
  if (handle.includes(first)) return -1;
  return handle.includes(last) ? 1 : 0;
}

function resizedSide(from: number, length: number, end: -1 | 0 | 1, step: number, room: number, least: number) {
  if (end === 0) return { from, length };
  const fixed = end === -1 ? from + length : from;
  const moved = clamp((end === -1 ? from : from + length) + step, 0, room);
  const away = Math.abs(moved - fixed) < least ? pushedAway(fixed, moved, end, room, least) : moved;
  return { from: Math.min(fixed, away), length: Math.abs(away - fixed) };
}

/** The end at the least distance from the fixed one: on the side it is on, or on the other where there is no room. */
function pushedAway(fixed: number, moved: number, end: -1 | 1, room: number, least: number): number {
  const direction = Math.sign(moved - fixed) || end;
  const wanted = fixed + direction * least;
  return wanted >= 0 && wanted <= room ? wanted : clamp(fixed - direction * least, 0, room);
}

export function isLargeEnough({ width, height }: Size, least: number): boolean {
  return width >= least && height >= least;
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
