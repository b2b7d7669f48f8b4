import { type Handle, sideOf } from "./geometry";
import type { Point, Rect, Size } from "./types";

/** The lines that edges are drawn to: upright ones by their x, level ones by their y. */
export interface Lines {
  xs: readonly number[];
  ys: readonly number[];
}

/** A step that was corrected, and the lines that now hold an edge. */
export interface Snapped {
  step: Point;
  xs: number[];
  ys: number[];
}

export function linesOf(image: Size, neighbours: readonly Rect[]): Lines {
  return {
    xs: [0, image.width, ...neighbours.flatMap(({ x, width }) => [x, x + width])],
    ys: [0, image.height, ...neighbours.flatMap(({ y, height }) => [y, y + height])],
  };
}

/** The step of a moved box, so that the nearest of its edges within reach comes to lie on a line. */
export function snapMove({ x, y, width, height }: Rect, step: Point, lines: Lines, reach: number): Snapped {
  const across = nearest([x + step.x, x + width + step.x], lines.xs, reach);
  const down = nearest([y + step.y, y + height + step.y], lines.ys, reach);
  return corrected(step, across, down);
}

/** The step of a dragged handle, for the edges that it moves. */
export function snapResize(rect: Rect, handle: Handle, step: Point, lines: Lines, reach: number): Snapped {
  const across = edgeOf(rect.x, rect.width, sideOf(handle, "w", "e"));
  const down = edgeOf(rect.y, rect.height, sideOf(handle, "n", "s"));
  return corrected(
    step,
    across === null ? null : nearest([across + step.x], lines.xs, reach),
    down === null ? null : nearest([down + step.y], lines.ys, reach),
  );
}

/** The place of a corner that is being drawn. */
export function snapPoint(point: Point, lines: Lines, reach: number): Snapped {
  return corrected(point, nearest([point.x], lines.xs, reach), nearest([point.y], lines.ys, reach));
}

function edgeOf(from: number, length: number, end: -1 | 0 | 1): number | null {
  if (end === 0) return null;
  return end === -1 ? from : from + length;
}

interface Catch {
  line: number;
  by: number;
}

function nearest(edges: readonly number[], lines: readonly number[], reach: number): Catch | null {
  let best: Catch | null = null;
  for (const edge of edges)
    for (const line of lines) {
      const by = line - edge;
      if (Math.abs(by) <= reach && (best === null || Math.abs(by) < Math.abs(best.by))) best = { line, by };
    }
  return best;
}

function corrected(step: Point, across: Catch | null, down: Catch | null): Snapped {
  return {
    step: { x: step.x + (across?.by ?? 0), y: step.y + (down?.by ?? 0) },
    xs: across ? [across.line] : [],
    ys: down ? [down.line] : [],
  };
}
