import { selectedBoxes } from "./acting";
import { COMMENT_RADIUS } from "./activeLayer";
import { expanded, type Handle } from "./geometry";
import { type Gesture, NO_LINES, type Pointing } from "./gestures";
import { handleAt, SLOP } from "./handles";
import { BoxGrid, hitsAt } from "./hitTest";
import { linesOf } from "./snapping";
import type { StageCore } from "./stage";
import { openOn } from "./suggesting";
import type { Box, Comment, Point, Rect } from "./types";
import { rectToScreen, toImage, toScreen } from "./viewport";

/** A pointer: where on the stage, and what is held with it. */
export interface Touch {
  at: Point;
  kind: "mouse" | "pen" | "touch";
  button: number;
  shift: boolean;
  /** Turns snapping round for as long as it is held. */
  ctrl: boolean;
}

const HIT_SLOP = { mouse: 3, pen: 5, touch: 12 };
const SNAP_REACH = 6;
/** Boxes farther away than this are no neighbours. */
const NEIGHBOURHOOD = 48;

/** Says what lies under a pointer. Distances are in pixels of the stage. */
export class Picker {
  #grid: { boxes: readonly Box[]; grid: BoxGrid } | null = null;

  constructor(private readonly stageNow: () => StageCore) {}

  point(touch: Touch): Point {
    return toImage(this.stageNow().viewport.get(), touch.at);
  }

  /** The boxes a press can mean, the best first. */
  boxes(touch: Touch): Box[] {
    const { hidden, hiddenLabels, locked } = this.stageNow().state.get();
    return hitsAt(this.#boxes(), this.point(touch), HIT_SLOP[touch.kind] / this.#scale()).filter(
      (box) => !hidden.has(box.id) && !hiddenLabels.has(box.label) && !locked.has(box.id),
    );
  }

  /** A handle of the selected box, if there is one and it may be changed. */
  handle(touch: Touch): { box: Box; handle: Handle } | null {
    const stage = this.stageNow();
    const [box, more] = selectedBoxes(stage);
    if (!box || more || stage.disabled || stage.state.get().locked.has(box.id)) return null;
    const handle = handleAt(rectToScreen(stage.viewport.get(), box), touch.at, SLOP[touch.kind]);
    return handle && { box, handle };
  }

  comment(touch: Touch): Comment | undefined {
    const stage = this.stageNow();
    return stage.read().comments.find((comment) => {
      const { x, y } = toScreen(stage.viewport.get(), comment);
      return Math.hypot(x - touch.at.x, y - touch.at.y) <= COMMENT_RADIUS + HIT_SLOP[touch.kind];
    });
  }

  suggestion(touch: Touch): Box | undefined {
    const stage = this.stageNow();
    const grid = new BoxGrid(openOn(stage), stage.context.content.image);
    return hitsAt(grid, this.point(touch), HIT_SLOP[touch.kind] / this.#scale())[0];
  }

  /** Where the pointer is, with the lines near a place that it snaps to. */
  pointing(touch: Touch, gesture: Gesture | null, place: Rect | null): Pointing {
    const { state, context } = this.stageNow();
    const at = this.point(touch);
    if (state.get().snapping === touch.ctrl) return { at, lines: NO_LINES, reach: 0 };
    const around = expanded(place ?? { ...at, width: 0, height: 0 }, NEIGHBOURHOOD / this.#scale());
    const changing = changedBy(gesture);
    const neighbours = this.#boxes()
      .near(around)
      .filter((box) => !changing.has(box.id));
    return { at, lines: linesOf(context.content.image, neighbours), reach: SNAP_REACH / this.#scale() };
  }

  #scale(): number {
    return this.stageNow().viewport.get().scale;
  }

  /** All boxes by place; made anew when they changed. */
  #boxes(): BoxGrid {
    const { read, context } = this.stageNow();
    const { boxes } = read();
    if (this.#grid?.boxes !== boxes) this.#grid = { boxes, grid: new BoxGrid(boxes, context.content.image) };
    return this.#grid.grid;
  }
}

function changedBy(gesture: Gesture | null): ReadonlySet<string> {
  if (gesture?.type === "move") return new Set(gesture.boxes.map((box) => box.id));
  return new Set(gesture?.type === "resize" ? [gesture.box.id] : []);
}
