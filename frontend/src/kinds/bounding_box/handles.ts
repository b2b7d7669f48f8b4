import { contains, type Handle, HANDLES, sideOf } from "./geometry";
import type { Point, Rect } from "./types";

// The eight handles of a selected box, in pixels of the stage.

/** How near a pointer must be to a handle. Fingers are wide. */
export const SLOP = { mouse: 7, pen: 10, touch: 22 };

/** On a side shorter than this, the handle in its middle would lie on those at its ends. */
const LEAST_SIDE = 28;
/** The handles of small boxes stand off, so that there is something left to move the box by. */
const STAND_OFF = 5;

export interface PlacedHandle extends Point {
  handle: Handle;
}

export function handlesOf(rect: Rect): PlacedHandle[] {
  const off = { x: rect.width < LEAST_SIDE ? STAND_OFF : 0, y: rect.height < LEAST_SIDE ? STAND_OFF : 0 };
  return HANDLES.filter((handle) => hasRoom(handle, rect)).map((handle) => ({
    handle,
    x: along(rect.x - off.x, rect.width + 2 * off.x, sideOf(handle, "w", "e")),
    y: along(rect.y - off.y, rect.height + 2 * off.y, sideOf(handle, "n", "s")),
  }));
}

function hasRoom(handle: Handle, { width, height }: Rect): boolean {
  if (handle === "n" || handle === "s") return width >= LEAST_SIDE;
  return handle === "e" || handle === "w" ? height >= LEAST_SIDE : true;
}

function along(from: number, length: number, end: -1 | 0 | 1): number {
  return from + (length * (end + 1)) / 2;
}

/** The handle that a press at a point means; the inside of a box too small for the slop stays free for moving. */
export function handleAt(rect: Rect, point: Point, slop: number): Handle | null {
  const small = Math.min(rect.width, rect.height) < 4 * slop;
  if (small && contains(inner(rect), point)) return null;
  const near = handlesOf(rect)
    .map(({ handle, x, y }) => ({ handle, distance: Math.hypot(x - point.x, y - point.y) }))
    .filter(({ distance }) => distance <= slop)
    .sort((one, other) => one.distance - other.distance);
  return near[0]?.handle ?? edgeAt(rect, point, Math.min(slop, 5));
}

/** The middle of a box, where a press means the box and not its edge. */
function inner({ x, y, width, height }: Rect): Rect {
  return { x: x + width / 4, y: y + height / 4, width: width / 2, height: height / 2 };
}

/** An edge can be dragged anywhere along it, as long as the box is large enough to be moved otherwise. */
function edgeAt({ x, y, width, height }: Rect, point: Point, slop: number): Handle | null {
  if (Math.min(width, height) < LEAST_SIDE) return null;
  const within =
    point.x >= x - slop && point.x <= x + width + slop && point.y >= y - slop && point.y <= y + height + slop;
  if (!within) return null;
  if (Math.abs(point.x - x) <= slop) return "w";
  if (Math.abs(point.x - x - width) <= slop) return "e";
  if (Math.abs(point.y - y) <= slop) return "n";
  return Math.abs(point.y - y - height) <= slop ? "s" : null;
}

const CURSORS: Record<Handle, string> = {
  nw: "nwse-resize",
  se: "nwse-resize",
  ne: "nesw-resize",
  sw: "nesw-resize",
  n: "ns-resize",
  s: "ns-resize",
  e: "ew-resize",
  w: "ew-resize",
};

export function cursorOf(handle: Handle): string {
  return CURSORS[handle];
}
