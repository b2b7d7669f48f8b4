import type { Store } from "@/lib/store";

import { type ActiveScene, drawActive } from "./activeLayer";
import { Drawing } from "./drawing";
import { NOTHING } from "./gestures";
import { Hand } from "./hand";
import { colourOf, titleOf } from "./labels";
import { sizeText } from "./looking";
import { markOf, marksOf, suggestedMark } from "./marks";
import { type Mark, paint } from "./painting";
import type { Stage, StageState } from "./stage";
import type { Box, Point } from "./types";
import { panned, type Viewport, zoomedAt } from "./viewport";

/** Pixels that a line of the wheel stands for. */
const LINE = 20;

export interface Surfaces {
  stage: HTMLElement;
  picture: HTMLElement;
  canvas: HTMLCanvasElement;
  svg: SVGElement;
}

/** Draws the stage once per frame at most: picture and still boxes when they changed, what moves always. */
export class Controller {
  readonly hand: Hand;
  #stage: Stage | null = null;
  #frame = 0;
  #marks: { from: readonly unknown[]; marks: Mark[] } = { from: [], marks: [] };
  #painted: readonly unknown[] = [];
  readonly #brush: CanvasRenderingContext2D | null;
  readonly #drawing: Drawing;
  readonly #unsubscribe: (() => void)[];

  constructor(
    private readonly surfaces: Surfaces,
    state: Store<StageState>,
    viewport: Store<Viewport>,
  ) {
    this.hand = new Hand(() => this.stage);
    this.#brush = surfaces.canvas.getContext("2d");
    this.#drawing = new Drawing(surfaces.svg);
    this.#unsubscribe = [state.subscribe(this.refresh), viewport.subscribe(this.refresh)];
  }

  get stage(): Stage {
    if (!this.#stage) throw new Error("There is no stage yet.");
    return this.#stage;
  }

  /** The stage with another answer. Its stores stay the same. */
  show(stage: Stage): void {
    this.#stage = stage;
    this.refresh();
  }

  refresh = (): void => {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  };

  end(): void {
    cancelAnimationFrame(this.#frame);
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.surfaces.svg.replaceChildren();
  }

  /** The wheel zooms where the pointer is; with Shift it moves the image. */
  wheel({ deltaX, deltaY, deltaMode, ctrlKey, shiftKey }: WheelEvent, at: Point): void {
    const { viewport, context } = this.stage;
    const unit = [1, LINE, viewport.get().height][deltaMode] ?? 1;
    const step = { x: -(deltaX || deltaY) * unit, y: deltaX ? -deltaY * unit : 0 };
    // A pinch on a touchpad comes as a wheel with Ctrl, in small steps.
    const factor = Math.exp(-deltaY * unit * (ctrlKey ? 0.01 : 0.0015));
    const image = context.content.image;
    viewport.set(shiftKey ? panned(viewport.get(), step, image) : zoomedAt(viewport.get(), at, factor, image));
  }

  #draw(): void {
    if (!this.#stage) return;
    const viewport = this.#stage.viewport.get();
    const state = this.#stage.state.get();
    if (viewport.width === 0) return;
    this.#place(viewport);
    this.#paint(viewport, state);
    drawActive(this.#drawing, this.#active(viewport, state));
    this.surfaces.stage.style.cursor = this.hand.cursor();
  }

  #place({ x, y, scale }: Viewport): void {
    const { style, dataset } = this.surfaces.picture;
    style.transform = `matrix(${scale}, 0, 0, ${scale}, ${x}, ${y})`;
    dataset.pixels = String(scale * window.devicePixelRatio > 2);
  }

  #paint(viewport: Viewport, state: StageState): void {
    const marks = this.#marksNow(state);
    const density = window.devicePixelRatio;
    const inputs = [marks, viewport, density, state.titles];
    if (!this.#brush || isSame(inputs, this.#painted)) return;
    this.#painted = inputs;
    const { canvas } = this.surfaces;
    const [width, height] = [Math.round(viewport.width * density), Math.round(viewport.height * density)];
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    paint(this.#brush, marks, viewport, density, state.titles);
  }

  /** The same list while nothing of what it is made from changed. */
  #marksNow(state: StageState): Mark[] {
    const { answer, suggestion, overlays, context } = this.stage;
    const { selection, hidden, hiddenLabels, threshold, suggested, marked } = state;
    const looks = [selection, hidden, hiddenLabels, threshold, suggested, marked];
    const from = [answer, suggestion, overlays, context, ...looks];
    if (!isSame(from, this.#marks.from)) this.#marks = { from, marks: marksOf(this.stage, state) };
    return this.#marks.marks;
  }

  #active(viewport: Viewport, state: StageState): ActiveScene {
    const { answer, suggestion, context, disabled } = this.stage;
    const { rects, drawn, rubber, points, guides } = state.gesture ? this.hand.preview : NOTHING;
    const { settings } = context;
    const ids = new Set(state.selection);
    const moved = (box: Box): Box => ({ ...box, ...rects.get(box.id) });
    const selected = ids.size > 0 ? answer.boxes.filter((box) => ids.has(box.id)).map(moved) : [];
    const [only, more] = selected;
    const isFree = only && !more && !disabled && !state.locked.has(only.id);
    const hovered = ids.has(state.hovered ?? "") ? undefined : answer.boxes.find((box) => box.id === state.hovered);
    const suggested = state.suggested === null ? null : suggestion?.boxes.find((box) => box.id === state.suggested);
    return {
      viewport,
      suggested: suggested ? suggestedMark(suggested, settings) : null,
      selected: selected.map((box) => ({ ...markOf(box, settings), title: this.#titleOf(box, rects.has(box.id)) })),
      handled: isFree && state.tool === "select" ? only : null,
      hovered: hovered ? markOf(hovered, settings) : null,
      drawn: drawn && { rect: drawn, colour: colourOf(settings, state.label ?? ""), text: sizeText(drawn) },
      ...{ rubber, points, guides },
      crosshair: this.#hasCrosshair(state) ? (this.hand.at?.at ?? null) : null,
      comments: answer.comments,
      openComment: state.comment?.id ?? null,
      touch: this.hand.at?.kind === "touch",
    };
  }

  #titleOf(box: Box, isChanging: boolean): string {
    const title = titleOf(this.stage.context.settings, box.label);
    return isChanging ? `${title} ${sizeText(box)}` : title;
  }

  #hasCrosshair({ tool }: StageState): boolean {
    return (tool === "draw" || tool === "extreme") && !this.hand.panning && this.hand.at?.kind !== "touch";
  }
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index]);
}
