import { clamp } from "./geometry";
import type { Point, Rect, Size } from "./types";

// How the image lies on the screen: pixels of the image times the scale, moved by x and y, give the stage's pixels.

export interface Viewport extends Point, Size {
  scale: number;
}

/** Of the image, this much stays on the stage however it is moved. */
const KEPT = 48;
const MARGIN = 24;
const MOST_SCALE = 64;
/** A box smaller than this on the screen is hard to judge. */
const LEAST_SEEN = 20;
const LEAST_SCALE = 0.01;

export const UNSEEN: Viewport = { x: 0, y: 0, scale: 1, width: 0, height: 0 };

export function toScreen({ x, y, scale }: Viewport, point: Point): Point {
  return { x: point.x * scale + x, y: point.y * scale + y };
}

export function toImage({ x, y, scale }: Viewport, point: Point): Point {
  return { x: (point.x - x) / scale, y: (point.y - y) / scale };
}

export function rectToScreen(viewport: Viewport, { x, y, width, height }: Rect): Rect {
  return { ...toScreen(viewport, { x, y }), width: width * viewport.scale, height: height * viewport.scale };
}

/** What of the plane of the image can be seen. */
export function seenOf(viewport: Viewport): Rect {
  const { scale, width, height } = viewport;
  return { ...toImage(viewport, { x: 0, y: 0 }), width: width / scale, height: height / scale };
}

/** The same viewport with enough of the image on it to find back. */
function kept(viewport: Viewport, image: Size): Viewport {
  const { scale, width, height } = viewport;
  const across = Math.min(KEPT, (image.width * scale) / 2, width / 2);
  const down = Math.min(KEPT, (image.height * scale) / 2, height / 2);
  return {
    ...viewport,
    x: clamp(viewport.x, across - image.width * scale, width - across),
    y: clamp(viewport.y, down - image.height * scale, height - down),
  };
}

export function panned(viewport: Viewport, step: Point, image: Size): Viewport {
  return kept({ ...viewport, x: viewport.x + step.x, y: viewport.y + step.y }, image);
}

/** Larger or smaller by a factor, while what lies under the point of the stage stays there. */
export function zoomedAt(viewport: Viewport, at: Point, factor: number, image: Size): Viewport {
  return kept(scaledAt(viewport, at, viewport.scale * factor), image);
}

function scaledAt(viewport: Viewport, at: Point, wanted: number): Viewport {
  const scale = clamp(wanted, LEAST_SCALE, MOST_SCALE);
  const fixed = toImage(viewport, at);
  return { ...viewport, scale, x: at.x - fixed.x * scale, y: at.y - fixed.y * scale };
}

/** The whole image, in the middle; small images are not blown up beyond four times. */
export function fitted(viewport: Viewport, image: Size): Viewport {
  return showing(viewport, { x: 0, y: 0, ...image }, MARGIN, 4);
}

/** A part of the image in the middle, with some of what is around it; it is not blown up beyond `most` times. */
export function zoomedTo(viewport: Viewport, rect: Rect, image: Size, most: number): Viewport {
  const room = Math.min(viewport.width, viewport.height) / 4;
  return kept(showing(viewport, rect, room, most), image);
}

function showing(viewport: Viewport, rect: Rect, margin: number, most: number): Viewport {
  const across = Math.max(viewport.width - 2 * margin, 1) / Math.max(rect.width, 1);
  const down = Math.max(viewport.height - 2 * margin, 1) / Math.max(rect.height, 1);
  const scale = clamp(Math.min(across, down), LEAST_SCALE, most);
  return {
    ...viewport,
    scale,
    x: (viewport.width - rect.width * scale) / 2 - rect.x * scale,
    y: (viewport.height - rect.height * scale) / 2 - rect.y * scale,
  };
}

/** One pixel of the image on one pixel of the screen, sharp: at whole pixels. */
export function actualSize(viewport: Viewport, density: number, image: Size): Viewport {
  const next = kept(scaledAt(viewport, middleOf(viewport), 1 / density), image);
  return { ...next, x: Math.round(next.x * density) / density, y: Math.round(next.y * density) / density };
}

export function middleOf({ width, height }: Size): Point {
  return { x: width / 2, y: height / 2 };
}

/** A stage of another size; what was in the middle stays there. */
export function resizedTo(viewport: Viewport, size: Size): Viewport {
  return {
    ...viewport,
    ...size,
    x: viewport.x + (size.width - viewport.width) / 2,
    y: viewport.y + (size.height - viewport.height) / 2,
  };
}

/** Two fingers moved: what was under each stays under it, as far as scaling and moving can do. */
export function pinched(viewport: Viewport, before: [Point, Point], now: [Point, Point], image: Size): Viewport {
  const apart = ([one, other]: [Point, Point]) => Math.hypot(one.x - other.x, one.y - other.y);
  const between = ([one, other]: [Point, Point]) => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });
  const from = between(before);
  const to = between(now);
  const factor = apart(before) > 0 ? apart(now) / apart(before) : 1;
  const scaled = scaledAt(viewport, from, viewport.scale * factor);
  return panned(scaled, { x: to.x - from.x, y: to.y - from.y }, image);
}

/** Whether a part of the image is on the stage as a whole and not too small to see. */
export function isWellSeen(viewport: Viewport, rect: Rect): boolean {
  const seen = rectToScreen(viewport, rect);
  const inside =
    seen.x >= 0 && seen.y >= 0 && seen.x + seen.width <= viewport.width && seen.y + seen.height <= viewport.height;
  return inside && Math.max(seen.width, seen.height) >= LEAST_SEEN;
}
