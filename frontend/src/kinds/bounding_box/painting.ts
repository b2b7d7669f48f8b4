import { haloOf, inkOn } from "./colours";
import { overlaps } from "./geometry";
import { tagsOf } from "./tags";
import type { Rect } from "./types";
import { seenOf, type Viewport } from "./viewport";

// The boxes that stand still, on one canvas. It is painted when they or the viewport change, never while one is dragged.

export interface Mark {
  rect: Rect;
  colour: string;
  line: "solid" | "dashed" | "dotted";
  title: string;
  /** What the title says in less room. */
  short?: string;
  /** Stands out among the others. */
  strong: boolean;
}

const DASHES: Record<Mark["line"], readonly number[]> = { solid: [], dashed: [7, 4], dotted: [2, 3] };
const FONT = '500 11px "Inter Variable", ui-sans-serif, system-ui, sans-serif';

/** With more boxes in sight than this, titles would hide the picture. */
const MOST_TITLES = 120;

type Brush = CanvasRenderingContext2D;

export function paint(
  brush: Brush,
  marks: readonly Mark[],
  viewport: Viewport,
  density: number,
  titles: boolean,
): void {
  brush.setTransform(1, 0, 0, 1, 0, 0);
  brush.clearRect(0, 0, brush.canvas.width, brush.canvas.height);
  const place = seenOf(viewport);
  const seen = marks.filter((mark) => overlaps(mark.rect, place));
  for (const alike of byLook(seen)) stroke(brush, alike, viewport, density);
  if (titles && seen.length <= MOST_TITLES) paintTitles(brush, seen, viewport, density);
}

/** Marks of one look together, since changing the brush costs more than a stroke. */
function byLook(marks: readonly Mark[]): Mark[][] {
  const groups = new Map<string, Mark[]>();
  for (const mark of marks) {
    const look = `${mark.colour} ${mark.line} ${String(mark.strong)}`;
    const group = groups.get(look);
    if (group) group.push(mark);
    else groups.set(look, [mark]);
  }
  return [...groups.values()];
}

function stroke(brush: Brush, alike: readonly Mark[], viewport: Viewport, density: number): void {
  const [{ colour, line, strong } = { colour: "#000000", line: "solid" as const, strong: false }] = alike;
  const width = Math.max(1, Math.round((strong ? 2.5 : 1.5) * density));
  const rects = alike.map((mark) => onPixels(mark.rect, viewport, density, width));
  brush.setLineDash([]);
  brush.strokeStyle = haloOf(colour);
  brush.lineWidth = width + 2 * Math.max(1, Math.round(0.75 * density));
  strokeAll(brush, rects);
  brush.setLineDash(DASHES[line].map((length) => length * density));
  brush.strokeStyle = colour;
  brush.lineWidth = width;
  strokeAll(brush, rects);
}

function strokeAll(brush: Brush, rects: readonly Rect[]): void {
  for (const { x, y, width, height } of rects) brush.strokeRect(x, y, width, height);
}

/** A box in pixels of the screen, moved by less than one so that its lines are sharp. */
function onPixels({ x, y, width, height }: Rect, viewport: Viewport, density: number, line: number): Rect {
  const half = (line % 2) / 2;
  const across = (at: number) => Math.round((at * viewport.scale + viewport.x) * density) + half;
  const down = (at: number) => Math.round((at * viewport.scale + viewport.y) * density) + half;
  return { x: across(x), y: down(y), width: across(x + width) - across(x), height: down(y + height) - down(y) };
}

function paintTitles(brush: Brush, marks: readonly Mark[], viewport: Viewport, density: number): void {
  brush.setTransform(density, 0, 0, density, 0, 0);
  brush.font = FONT;
  brush.textBaseline = "middle";
  for (const { x, y, width, height, text, colour } of tagsOf(
    marks,
    viewport,
    (each) => brush.measureText(each).width,
  )) {
    brush.fillStyle = colour;
    brush.fillRect(x, y, width, height);
    brush.fillStyle = inkOn(colour);
    brush.fillText(text, x + 4, y + 8);
  }
}
