import { areaOf, contains, distanceTo, expanded, overlaps } from "./geometry";
import type { Box, Point, Rect, Size } from "./types";

/** Boxes that cover more cells than this are kept in a list of their own. */
const MOST_CELLS = 256;
const CELLS_ACROSS = 64;

/** Boxes by place: finds those near a point without asking each of thousands. */
export class BoxGrid {
  readonly #cells = new Map<number, Box[]>();
  readonly #large: Box[] = [];
  readonly #cell: number;

  constructor(boxes: Iterable<Box>, image: Size) {
    this.#cell = Math.max(image.width, image.height, 1) / CELLS_ACROSS;
    for (const box of boxes) this.#put(box);
  }

  /** The boxes that touch a place, each once. */
  near(place: Rect): Box[] {
    const found = new Set(this.#large);
    for (const key of this.#keys(place)) for (const box of this.#cells.get(key) ?? []) found.add(box);
    return [...found].filter((box) => overlaps(box, place));
  }

  #put(box: Box): void {
    const keys = this.#keys(box);
    if (keys.length > MOST_CELLS) {
      this.#large.push(box);
      return;
    }
    for (const key of keys) {
      const cell = this.#cells.get(key);
      if (cell) cell.push(box);
      else this.#cells.set(key, [box]);
    }
  }

  #keys({ x, y, width, height }: Rect): number[] {
    const [left, right] = [this.#index(x), this.#index(x + width)];
    const [top, bottom] = [this.#index(y), this.#index(y + height)];
    const keys: number[] = [];
    for (let row = top; row <= bottom; row++)
      for (let column = left; column <= right; column++) keys.push(row * CELLS_ACROSS + column);
    return keys;
  }

  /** What lies beyond the image is found in its outermost cells. */
  #index(at: number): number {
    return Math.min(Math.max(Math.floor(at / this.#cell), 0), CELLS_ACROSS - 1);
  }
}

/**
 * The boxes that a press at a point can mean, the best first: those under the point, the smallest first, so that small
 * ones under large ones can be picked; then those within the slop, the nearest first.
 */
export function hitsAt(grid: BoxGrid, point: Point, slop: number): Box[] {
  const near = grid.near(expanded({ ...point, width: 0, height: 0 }, slop));
  const under = near.filter((box) => contains(box, point)).sort((one, other) => areaOf(one) - areaOf(other));
  const beside = near
    .filter((box) => !contains(box, point) && distanceTo(box, point) <= slop)
    .sort((one, other) => distanceTo(one, point) - distanceTo(other, point));
  return [...under, ...beside];
}

/** Which of the hits a click picks: the first, or the one after that which is selected already. */
export function pickNext(hits: readonly Box[], selected: string | null): string | null {
  const at = hits.findIndex((box) => box.id === selected);
  return hits[(at + 1) % Math.max(hits.length, 1)]?.id ?? null;
}
