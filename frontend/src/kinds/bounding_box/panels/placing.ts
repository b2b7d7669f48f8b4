import { clamp } from "../geometry";
import type { Rect, Size } from "../types";

export type Side = "x" | "y" | "width" | "height";

const ALONG = { x: "width", y: "height", width: "width", height: "height" } as const;
const START = { x: "x", y: "y", width: "x", height: "y" } as const;

/** The box with one number as typed, or as near to it as the image and the smallest size allow. */
export function withSide(rect: Rect, side: Side, value: number, image: Size, least: number): Rect {
  const { x, y, width, height } = rect;
  const room = image[ALONG[side]];
  const place = { x, y, width, height };
  const moves = side === "x" || side === "y";
  return {
    ...place,
    [side]: moves ? clamp(value, 0, room - rect[ALONG[side]]) : clamp(value, least, room - rect[START[side]]),
  };
}
