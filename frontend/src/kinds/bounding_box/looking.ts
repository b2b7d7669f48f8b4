import { boundsOf } from "./geometry";
import type { StageCore } from "./stage";
import type { Point, Rect } from "./types";
import { actualSize, fitted, middleOf, zoomedAt, zoomedTo } from "./viewport";

// Where a person looks.

export function fit(stage: StageCore): void {
  stage.viewport.set(fitted(stage.viewport.get(), stage.context.content.image));
}

export function showActualSize(stage: StageCore): void {
  stage.viewport.set(actualSize(stage.viewport.get(), window.devicePixelRatio, stage.context.content.image));
}

export function zoomBy(stage: StageCore, factor: number, at: Point = middleOf(stage.viewport.get())): void {
  stage.viewport.set(zoomedAt(stage.viewport.get(), at, factor, stage.context.content.image));
}

/** Who walks from place to place wants to see where each is; who asks to be near is taken nearer. */
const [PASSING, NEAR] = [6, 16];

export function zoomToRect(stage: StageCore, rect: Rect): void {
  stage.viewport.set(zoomedTo(stage.viewport.get(), rect, stage.context.content.image, PASSING));
}

export function zoomToBoxes(stage: StageCore, ids: readonly string[]): void {
  const bounds = boundsOf(stage.read().boxes.filter((box) => ids.includes(box.id)));
  if (bounds) stage.viewport.set(zoomedTo(stage.viewport.get(), bounds, stage.context.content.image, NEAR));
}

export function sizeText({ width, height }: Rect): string {
  return `${Math.round(width)} × ${Math.round(height)}`;
}
