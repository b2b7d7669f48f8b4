import { haloOf, inkOn } from "./colours";
import type { Attributes, Drawing } from "./drawing";
import { handlesOf } from "./handles";
import type { Mark } from "./painting";
import type { Lines } from "./snapping";
import { widthOf } from "./textWidth";
import type { Comment, Point, Rect } from "./types";
import { rectToScreen, toScreen, type Viewport } from "./viewport";

// What moves: selected boxes with their handles, what is being drawn, the crosshair. Drawn anew with every frame.

export interface ActiveScene {
  viewport: Viewport;
  selected: readonly Mark[];
  /** The one box that has handles. */
  handled: Rect | null;
  hovered: Mark | null;
  /** The suggestion that the keys act on. */
  suggested: Mark | null;
  /** What is being drawn, with its size in words. */
  drawn: { rect: Rect; colour: string; text: string } | null;
  rubber: Rect | null;
  points: readonly Point[];
  guides: Lines;
  /** In pixels of the stage; null where there is no pointer. */
  crosshair: Point | null;
  comments: readonly Comment[];
  openComment: string | null;
  touch: boolean;
}

/** More selected boxes than this are one path. */
const MOST_APART = 60;

export function drawActive(drawing: Drawing, scene: ActiveScene): void {
  drawing.begin();
  drawGuides(drawing, scene);
  if (scene.hovered) drawMark(drawing, "hovered", scene.hovered, scene.viewport, 3);
  if (scene.suggested) drawMark(drawing, "suggested", scene.suggested, scene.viewport, 3, 0.1);
  drawSelected(drawing, scene);
  drawDrawn(drawing, scene);
  drawComments(drawing, scene);
  drawCrosshair(drawing, scene);
  drawing.end();
}

function drawSelected(drawing: Drawing, { selected, viewport, handled, touch }: ActiveScene): void {
  if (selected.length > MOST_APART) {
    const d = selected.map(({ rect }) => outline(rectToScreen(viewport, rect))).join("");
    drawing.put("selected halo", "path", { d, fill: "none", stroke: "rgb(0 0 0 / 72%)", "stroke-width": 5 });
    drawing.put("selected", "path", { d, fill: "none", stroke: "#ffffff", "stroke-width": 2.5 });
    return;
  }
  selected.forEach((mark, index) => {
    drawMark(drawing, `selected ${index}`, mark, viewport, 2.5, 0.14);
  });
  if (handled) drawHandles(drawing, rectToScreen(viewport, handled), touch);
}

function outline({ x, y, width, height }: Rect): string {
  return `M${x.toFixed(1)} ${y.toFixed(1)}h${width.toFixed(1)}v${height.toFixed(1)}h${(-width).toFixed(1)}z`;
}

function drawMark(drawing: Drawing, name: string, mark: Mark, viewport: Viewport, width: number, filled = 0): void {
  const { colour, line, title } = mark;
  const rect = rectToScreen(viewport, mark.rect);
  drawing.put(`${name} halo`, "rect", {
    ...{ ...rect, fill: colour, "fill-opacity": filled },
    ...{ stroke: haloOf(colour), "stroke-width": width + 2.5 },
  });
  drawing.put(`${name} line`, "rect", {
    ...{ ...rect, fill: "none", stroke: colour, "stroke-width": width },
    ...(line === "solid" ? {} : { "stroke-dasharray": "7 4" }),
  });
  if (title !== "") drawTag(drawing, name, title, { x: rect.x, y: rect.y }, colour);
}

function drawTag(drawing: Drawing, name: string, text: string, { x, y }: Point, colour: string): void {
  const at = { x: Math.max(x, 2), y: Math.max(y - 19, 2) };
  drawing.put(`${name} tag`, "rect", { ...at, width: widthOf(text) + 10, height: 17, rx: 3, fill: colour });
  const ink: Attributes = { fill: inkOn(colour), "font-size": 11.5, "font-weight": 600 };
  drawing.put(`${name} title`, "text", { x: at.x + 5, y: at.y + 12.5, ...ink }, text);
}

function drawHandles(drawing: Drawing, rect: Rect, touch: boolean): void {
  const size = touch ? 14 : 9;
  for (const { handle, x, y } of handlesOf(rect))
    drawing.put(`handle ${handle}`, "rect", {
      ...{ x: x - size / 2, y: y - size / 2, width: size, height: size, rx: 2 },
      ...{ fill: "#ffffff", stroke: "#101820", "stroke-width": 1.5 },
    });
}

function drawDrawn(drawing: Drawing, { drawn, rubber, points, viewport }: ActiveScene): void {
  if (drawn) {
    const mark: Mark = { rect: drawn.rect, colour: drawn.colour, line: "solid", title: drawn.text, strong: true };
    drawMark(drawing, "drawn", mark, viewport, 2, 0.1);
  }
  points.forEach((point, index) => {
    const { x, y } = toScreen(viewport, point);
    drawing.put(`point ${index}`, "circle", {
      ...{ cx: x, cy: y, r: 4.5, fill: "#ffffff", stroke: "#101820", "stroke-width": 2 },
    });
  });
  if (!rubber) return;
  const area: Attributes = { ...rectToScreen(viewport, rubber), fill: "#ffffff", "fill-opacity": 0.12 };
  drawing.put("rubber halo", "rect", { ...area, stroke: "#101820", "stroke-width": 1.5 });
  drawing.put("rubber", "rect", { ...area, stroke: "#ffffff", "stroke-width": 1.5, "stroke-dasharray": "5 4" });
}

function drawGuides(drawing: Drawing, { guides, viewport }: ActiveScene): void {
  guides.xs.forEach((x, index) => {
    drawLine(drawing, `guide x${index}`, upright(toScreen(viewport, { x, y: 0 }).x, viewport), "#ff3ea5");
  });
  guides.ys.forEach((y, index) => {
    drawLine(drawing, `guide y${index}`, level(toScreen(viewport, { x: 0, y }).y, viewport), "#ff3ea5");
  });
}

/** Over the whole stage, white and black in turn, so that it is seen on any picture. */
function drawCrosshair(drawing: Drawing, { crosshair, viewport }: ActiveScene): void {
  if (!crosshair) return;
  const lines = { across: level(crosshair.y, viewport), down: upright(crosshair.x, viewport) };
  for (const [name, line] of Object.entries(lines)) {
    drawLine(drawing, `crosshair ${name}`, line, "#101820");
    drawing.put(`crosshair ${name} dashes`, "line", { ...line, stroke: "#ffffff", "stroke-dasharray": "6 6" });
  }
}

function upright(x: number, { height }: Viewport): Attributes {
  return { x1: x, x2: x, y1: 0, y2: height };
}

function level(y: number, { width }: Viewport): Attributes {
  return { x1: 0, x2: width, y1: y, y2: y };
}

function drawLine(drawing: Drawing, name: string, line: Attributes, stroke: string): void {
  drawing.put(name, "line", { ...line, stroke, "stroke-width": 1 });
}

export const COMMENT_RADIUS = 11;

function drawComments(drawing: Drawing, { comments, openComment, viewport }: ActiveScene): void {
  comments.forEach((comment, index) => {
    const { x, y } = toScreen(viewport, comment);
    const look: Attributes = { fill: comment.id === openComment ? "#f0d78a" : "#ffffff", stroke: "#101820" };
    drawing.put(`comment ${comment.id}`, "circle", { cx: x, cy: y, r: COMMENT_RADIUS, ...look, "stroke-width": 1.5 });
    const text: Attributes = { x, y: y + 4, "text-anchor": "middle", "font-size": 11, "font-weight": 700 };
    drawing.put(`comment ${comment.id} text`, "text", { ...text, fill: "#101820" }, String(index + 1));
  });
}
