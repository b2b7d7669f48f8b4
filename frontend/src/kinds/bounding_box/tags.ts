import { overlaps } from "./geometry";
import type { Mark } from "./painting";
import type { Rect } from "./types";
import { rectToScreen, type Viewport } from "./viewport";

// Where the titles of boxes stand. Among many boxes not every title has room: the picture goes first.

export interface Tag extends Rect {
  /** What it says of the mark's title. */
  text: string;
  title: string;
  colour: string;
}

/** How wide a text is, in pixels of the screen. */
export type Measure = (text: string) => number;

const HEIGHT = 15;
const PADDING = 4;
/** Narrower boxes than this have no title. */
const LEAST_TITLED = 34;
/** A title must not hide more than this part of another box. */
const MOST_HIDDEN = 0.3;
const FEWEST_LETTERS = 3;
const MOST_WIDENED = 1.6;

/** The titles that have room above their boxes; of boxes that stand out always, and at the end. */
export function tagsOf(marks: readonly Mark[], viewport: Viewport, measure: Measure): Tag[] {
  const known = remembering(measure);
  const rects = marks.map(({ rect }) => rectToScreen(viewport, rect));
  const tagged = marks.map((mark, at) => ({ mark, rect: rects[at] ?? mark.rect }));
  const strong = tagged.filter(({ mark }) => mark.strong).map(({ mark, rect }) => above(rect, mark, mark.title, known));
  const placed: Tag[] = [];
  for (const { mark, rect } of tagged) {
    if (mark.strong || mark.title === "" || rect.width < LEAST_TITLED) continue;
    for (const text of textsOf(mark, rect.width, known)) {
      const tag = freePlace(above(rect, mark, text, known), [...strong, ...placed], rects);
      if (!tag) continue;
      placed.push(tag);
      break;
    }
  }
  return [...placed, ...strong];
}

function above({ x, y }: Rect, { colour, title }: Mark, text: string, measure: Measure): Tag {
  return { x, y: y - HEIGHT, width: measure(text) + 2 * PADDING, height: HEIGHT, text, title, colour };
}

/** Where the tag is, or one line higher where several boxes of one place have different titles. */
function freePlace(tag: Tag, tags: readonly Tag[], boxes: readonly Rect[]): Tag | null {
  const inTheWay = tags.filter((other) => overlaps(other, tag));
  if (inTheWay.some((other) => other.title === tag.title)) return null;
  const place = inTheWay.length === 0 ? tag : { ...tag, y: tag.y - HEIGHT - 1 };
  if (inTheWay.length > 0 && tags.some((other) => overlaps(other, place))) return null;
  return boxes.some((box) => shareCovered(box, place) > MOST_HIDDEN) ? null : place;
}

function shareCovered(box: Rect, cover: Rect): number {
  const across = Math.min(box.x + box.width, cover.x + cover.width) - Math.max(box.x, cover.x);
  const down = Math.min(box.y + box.height, cover.y + cover.height) - Math.max(box.y, cover.y);
  return across > 0 && down > 0 ? (across * down) / (box.width * box.height) : 0;
}

/** What the tag of a box may say, the best first: it may be somewhat wider than the box, or else it is cut. */
function textsOf({ title, short = title }: Mark, width: number, measure: Measure): string[] {
  const whole = [title, short].filter((text) => measure(text) + 2 * PADDING <= MOST_WIDENED * width);
  const letters = Math.floor(((width - 2 * PADDING) / measure(short)) * short.length) - 1;
  return letters < FEWEST_LETTERS || letters >= short.length ? whole : [...whole, `${short.slice(0, letters)}…`];
}

/** Many boxes have the same title. */
function remembering(measure: Measure): Measure {
  const widths = new Map<string, number>();
  return (text) => {
    const width = widths.get(text) ?? measure(text);
    widths.set(text, width);
    return width;
  };
}
