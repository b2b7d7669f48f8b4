import type { ShownImage } from "@/api/types";

import { clamp } from "./geometry";
import type { Size } from "./types";
import { seenOf, type Viewport } from "./viewport";

type Tiles = NonNullable<ShownImage["tiles"]>;

/** A part of a level, from its first to its last column and row. */
export interface TileRange {
  level: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Tile {
  url: string;
  /** In pixels of the image. */
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The longer side of the preview has this many pixels at most. */
const PREVIEW = 4096;
const NOTHING: Size = { width: 0, height: 0 };

/** The size of the preview that comes with an image: that of its largest level that may be sent whole. */
export function previewOf({ levels }: Tiles): Size {
  return levels.find(({ width, height }) => Math.max(width, height) <= PREVIEW) ?? levels.at(-1) ?? NOTHING;
}

/** The tiles to show: of the smallest level that is sharp at this scale, those in sight. Null while the preview will do. */
export function rangeOf(tiles: Tiles, image: Size, preview: number, viewport: Viewport, density: number) {
  const wanted = image.width * viewport.scale * density;
  if (viewport.width === 0 || wanted <= preview) return null;
  const level = levelFor(tiles, wanted);
  const at = tiles.levels[level];
  if (!at) return null;
  const side = (tiles.size * image.width) / at.width;
  const { x, y, width, height } = seenOf(viewport);
  return {
    level,
    left: clamp(Math.floor(x / side), 0, at.columns - 1),
    top: clamp(Math.floor(y / side), 0, at.rows - 1),
    right: clamp(Math.floor((x + width) / side), 0, at.columns - 1),
    bottom: clamp(Math.floor((y + height) / side), 0, at.rows - 1),
  };
}

/** Levels come largest first: the last one that is still as wide as wanted, or the largest. */
function levelFor({ levels }: Tiles, wanted: number): number {
  return Math.max(
    levels.findLastIndex((level) => level.width >= wanted),
    0,
  );
}

export function tilesIn(tiles: Tiles, image: Size, { level, left, top, right, bottom }: TileRange): Tile[] {
  const at = tiles.levels[level];
  if (!at) return [];
  const [across, down] = [image.width / at.width, image.height / at.height];
  const found: Tile[] = [];
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) {
      const [x, y] = [column * tiles.size, row * tiles.size];
      found.push({
        url: addressOf(tiles.url, level, column, row),
        x: x * across,
        y: y * down,
        width: Math.min(tiles.size, at.width - x) * across,
        height: Math.min(tiles.size, at.height - y) * down,
      });
    }
  return found;
}

function addressOf(pattern: string, level: number, column: number, row: number): string {
  return pattern.replace("{level}", String(level)).replace("{column}", String(column)).replace("{row}", String(row));
}
