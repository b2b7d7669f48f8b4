import { drawBox, hover, say, seen, select, selectedBoxes, toggleSelected } from "./acting";
import { clampPoint, isLargeEnough, overlaps, rectAround } from "./geometry";
import { EXTREME_POINTS, type Gesture, NO_LINES, NOTHING, placeOf, type Preview, previewOf } from "./gestures";
import { cursorOf } from "./handles";
import { pickNext } from "./hitTest";
import { Picker, type Touch } from "./picking";
import { snapPoint } from "./snapping";
import type { StageCore } from "./stage";
import { focusSuggestion } from "./suggesting";
import type { Box, Point, Rect } from "./types";
import { panned, type Viewport } from "./viewport";

interface Press {
  at: Point;
  moved: boolean;
  /** Where the image was when the press began to move it. */
  pan: Viewport | null;
  /** What lifting the pointer does if it was not moved. */
  click: () => void;
}

/** A pointer that moved less than this has clicked. */
const STILL = { mouse: 3, pen: 5, touch: 9 };

/** Turns what one pointer does into acts on the stage. */
export class Hand {
  /** Where the pointer is; null when it is not on the stage. */
  at: Touch | null = null;
  /** What would come of it if the pointer were lifted now. */
  preview: Preview = NOTHING;
  /** Space is held: a press moves the image. */
  panning = false;
  #press: Press | null = null;
  readonly #picker: Picker;

  constructor(private readonly stageNow: () => StageCore) {
    this.#picker = new Picker(stageNow);
  }

  down(touch: Touch): void {
    this.at = touch;
    const stage = this.stageNow();
    const isPan = touch.button === 1 || this.panning;
    if (!isPan && touch.button !== 0) return;
    this.#press = { at: touch.at, moved: false, pan: isPan ? stage.viewport.get() : null, click: () => undefined };
    if (!isPan) this.#begin(touch, stage);
    this.#look();
  }

  move(touch: Touch): void {
    this.at = touch;
    const press = this.#press;
    if (press && !press.moved) press.moved = distance(press.at, touch.at) > STILL[touch.kind];
    if (press?.pan) this.#pan(press.pan, press.at, touch.at);
    else if (press || this.#gesture) this.#look();
    else this.#hover(touch);
  }

  up(touch: Touch): void {
    const press = this.#press;
    if (!press) return;
    this.move(touch);
    this.#press = null;
    const gesture = this.#gesture;
    if (gesture?.type === "draw") this.#endDraw(gesture, press.moved);
    else if (gesture?.type === "extreme") this.#endExtreme(gesture.points, touch);
    else if (press.moved) this.#commit(gesture, touch);
    else {
      this.#end();
      press.click();
    }
  }

  /** Gives up what is going on. */
  cancel(): void {
    this.#press = null;
    this.#end();
  }

  leave(): void {
    this.at = null;
    hover(this.stageNow(), null);
  }

  /** What the pointer looks like over the stage. */
  cursor(): string {
    const { tool, hovered } = this.stageNow().state.get();
    const gesture = this.#gesture;
    if (this.panning || this.#press?.pan) return this.#press ? "grabbing" : "grab";
    if (gesture?.type === "resize") return cursorOf(gesture.handle);
    if (gesture?.type === "move" && this.#press?.moved) return "move";
    if (tool !== "select") return "crosshair";
    const held = this.at && this.#picker.handle(this.at);
    if (held) return cursorOf(held.handle);
    return hovered === null ? "default" : "pointer";
  }

  get #gesture(): Gesture | null {
    return this.stageNow().state.get().gesture;
  }

  #begin(touch: Touch, stage: StageCore): void {
    switch (stage.disabled ? "select" : stage.state.get().tool) {
      case "draw":
        if (this.#gesture?.type !== "draw") this.#beginDraw(touch, stage);
        break;
      case "extreme":
        if (this.#gesture?.type !== "extreme") stage.state.set({ gesture: { type: "extreme", points: [] } });
        break;
      case "comment":
        this.#clickTo(() => {
          this.#comment(touch);
        });
        break;
      case "select":
        this.#beginSelect(touch, stage);
    }
  }

  #beginDraw(touch: Touch, stage: StageCore): void {
    const { at, lines, reach } = this.#picker.pointing(touch, null, null);
    const start = clampPoint(snapPoint(at, lines, reach).step, stage.context.content.image);
    stage.state.set({ gesture: { type: "draw", start, waiting: false } });
  }

  #beginSelect(touch: Touch, stage: StageCore): void {
    const comment = this.#picker.comment(touch);
    const held = this.#picker.handle(touch);
    if (comment) {
      this.#clickTo(() => {
        stage.state.set({ comment });
      });
    } else if (held) stage.state.set({ gesture: { type: "resize", start: this.#picker.point(touch), ...held } });
    else this.#beginOnBox(touch, stage, this.#picker.boxes(touch));
  }

  #beginOnBox(touch: Touch, stage: StageCore, hits: readonly Box[]): void {
    const { selection } = stage.state.get();
    const [first] = hits;
    if (!first) {
      this.#beginOnNothing(touch, stage);
    } else if (touch.shift) {
      this.#clickTo(() => {
        toggleSelected(stage, first.id);
      });
    } else {
      const isHeld = hits.some((box) => selection.includes(box.id));
      if (isHeld) this.#clickTo(this.#cycling(stage, hits, selection));
      else select(stage, [first.id]);
      this.#beginMove(touch, stage);
    }
  }

  /** A click on what is selected picks what lies under it; one of several becomes the only one. */
  #cycling(stage: StageCore, hits: readonly Box[], selection: readonly string[]): () => void {
    const [only] = selection;
    const next = selection.length === 1 ? pickNext(hits, only ?? null) : (hits[0]?.id ?? null);
    return () => {
      if (next !== null && next !== only) select(stage, [next]);
    };
  }

  #beginMove(touch: Touch, stage: StageCore): void {
    const { locked } = stage.state.get();
    const boxes = selectedBoxes(stage).filter((box) => !locked.has(box.id));
    if (stage.disabled || boxes.length === 0) return;
    stage.state.set({ gesture: { type: "move", start: this.#picker.point(touch), boxes } });
  }

  /** A finger beside the boxes moves the image; a mouse or a pen draws a frame around boxes to select. */
  #beginOnNothing(touch: Touch, stage: StageCore): void {
    const suggested = this.#picker.suggestion(touch);
    this.#clickTo(() => {
      if (suggested) focusSuggestion(stage, suggested.id);
      else if (!touch.shift) select(stage, []);
    });
    if (touch.kind !== "touch") stage.state.set({ gesture: { type: "rubber", start: this.#picker.point(touch) } });
    else if (this.#press) this.#press.pan = stage.viewport.get();
  }

  #clickTo(click: () => void): void {
    if (this.#press) this.#press.click = click;
  }

  #commit(gesture: Gesture | null, touch: Touch): void {
    const stage = this.stageNow();
    const { rects, rubber } = this.preview;
    this.#end();
    if (gesture?.type === "move" || gesture?.type === "resize") stage.act({ type: "place", rects });
    if (gesture?.type === "rubber" && rubber) this.#catch(stage, rubber, touch.shift);
  }

  #catch(stage: StageCore, rubber: Rect, adding: boolean): void {
    const { locked, selection } = stage.state.get();
    const caught = seen(stage).filter((box) => overlaps(box, rubber) && !locked.has(box.id));
    select(stage, [...new Set([...(adding ? selection : []), ...caught.map((box) => box.id)])]);
  }

  /** Lifted where it was pressed, the first corner waits for a click on the opposite one. */
  #endDraw(gesture: Extract<Gesture, { type: "draw" }>, isMoved: boolean): void {
    if (isMoved || gesture.waiting) this.#draw(this.preview.drawn);
    else this.stageNow().state.set({ gesture: { ...gesture, waiting: true }, said: "Click on the opposite corner" });
  }

  #endExtreme(before: readonly Point[], touch: Touch): void {
    const stage = this.stageNow();
    const points = [...before, clampPoint(this.#picker.point(touch), stage.context.content.image)];
    if (points.length === EXTREME_POINTS) this.#draw(rectAround(points));
    else {
      stage.state.set({ gesture: { type: "extreme", points }, said: `Point ${points.length} of ${EXTREME_POINTS}` });
      this.#look();
    }
  }

  #draw(rect: Rect | null): void {
    const stage = this.stageNow();
    const least = stage.context.settings.min_size;
    this.#end();
    if (rect && isLargeEnough(rect, least)) drawBox(stage, rect);
    else say(stage, `Too small: at least ${least} × ${least} pixels`);
  }

  #comment(touch: Touch): void {
    const stage = this.stageNow();
    const there = this.#picker.comment(touch);
    const point = clampPoint(this.#picker.point(touch), stage.context.content.image);
    stage.state.set({ comment: there ?? { id: null, box: this.#picker.boxes(touch)[0]?.id ?? null, ...point } });
  }

  #end(): void {
    this.preview = NOTHING;
    this.stageNow().state.set({ gesture: null });
  }

  #pan(from: Viewport, start: Point, at: Point): void {
    const { viewport, context } = this.stageNow();
    viewport.set(panned(from, { x: at.x - start.x, y: at.y - start.y }, context.content.image));
  }

  /** Looks ahead. A press that has not moved yet changes no box. */
  #look(): void {
    const gesture = this.#gesture;
    if (!gesture || !this.at) return;
    const isStill = this.#press?.moved === false && gesture.type !== "draw" && gesture.type !== "extreme";
    this.preview = isStill ? NOTHING : this.#ahead(gesture, this.at);
  }

  #ahead(gesture: Gesture, touch: Touch): Preview {
    const { content, settings } = this.stageNow().context;
    const scene = { image: content.image, least: settings.min_size };
    const plain = previewOf(gesture, { at: this.#picker.point(touch), lines: NO_LINES, reach: 0 }, scene);
    const pointing = this.#picker.pointing(touch, gesture, placeOf(plain));
    return pointing.reach === 0 ? plain : previewOf(gesture, pointing, scene);
  }

  #hover(touch: Touch): void {
    const stage = this.stageNow();
    if (stage.state.get().tool !== "select" || touch.kind === "touch") return;
    hover(stage, this.#picker.boxes(touch)[0]?.id ?? null);
  }
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
