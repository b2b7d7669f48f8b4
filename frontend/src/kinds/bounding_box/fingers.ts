import type { Hand } from "./hand";
import type { Touch } from "./picking";
import type { StageCore } from "./stage";
import type { Point } from "./types";
import { pinched, type Viewport } from "./viewport";

interface Pinch {
  from: Viewport;
  ids: [number, number];
  points: [Point, Point];
}

/** Tells one pointer, which is the hand, from two fingers, which move and scale the image. */
export class Fingers {
  readonly #down = new Map<number, Point>();
  #pinch: Pinch | null = null;
  /** The one pointer that the hand follows. */
  #leading: number | null = null;

  constructor(
    private readonly hand: Hand,
    private readonly stageNow: () => StageCore,
  ) {}

  down(id: number, touch: Touch): void {
    if (touch.kind === "touch") this.#down.set(id, touch.at);
    if (this.#down.size >= 2) this.#beginPinch();
    else if (this.#leading === null) {
      this.#leading = id;
      this.hand.down(touch);
    }
  }

  move(id: number, touch: Touch): void {
    if (this.#down.has(id)) this.#down.set(id, touch.at);
    if (this.#pinch) this.#movePinch(this.#pinch);
    else if (this.#leading === null || this.#leading === id) this.hand.move(touch);
  }

  up(id: number, touch: Touch): void {
    this.#down.delete(id);
    if (this.#pinch?.ids.includes(id)) this.#pinch = null;
    if (this.#leading !== id) return;
    this.#leading = null;
    this.hand.up(touch);
    if (touch.kind === "touch") this.hand.leave();
  }

  cancel(id: number): void {
    this.#down.delete(id);
    if (this.#pinch?.ids.includes(id)) this.#pinch = null;
    if (this.#leading === id) this.#leading = null;
    this.hand.cancel();
  }

  /** What the first finger had begun was the beginning of a pinch. */
  #beginPinch(): void {
    const [one, other] = [...this.#down];
    if (!one || !other || this.#pinch) return;
    this.#leading = null;
    this.hand.cancel();
    this.hand.leave();
    this.#pinch = { from: this.stageNow().viewport.get(), ids: [one[0], other[0]], points: [one[1], other[1]] };
  }

  #movePinch({ from, ids, points }: Pinch): void {
    const [one, other] = [this.#down.get(ids[0]), this.#down.get(ids[1])];
    const { viewport, context } = this.stageNow();
    if (one && other) viewport.set(pinched(from, points, [one, other], context.content.image));
  }
}
