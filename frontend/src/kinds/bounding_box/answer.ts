import type { Value } from "@/lib/scales";

import type { Answer, AttributeValue, Box, Comment, Label, Rect } from "./types";

// The answer while it grows: every act of a person is an action, and `reduce` gives the next answer.
// What an action does not touch stays the same object, so that drawing can tell what changed.

export type Flag = "occluded" | "truncated";

export type Action =
  | { type: "add"; boxes: readonly Box[] }
  /** Boxes moved or resized: where they are now. */
  | { type: "place"; rects: ReadonlyMap<string, Rect> }
  | { type: "relabel"; ids: readonly string[]; label: Label }
  | { type: "delete"; ids: readonly string[] }
  /** Another box at the place of one: its comments go with it. */
  | { type: "replace"; id: string; box: Box }
  /** A value of null takes the attribute's value away. */
  | { type: "attribute"; ids: readonly string[]; key: string; value: AttributeValue | null }
  | { type: "flag"; ids: readonly string[]; flag: Flag; on: boolean }
  /** Does nothing while there are boxes. */
  | { type: "no_objects"; on: boolean }
  | { type: "comment"; comment: Comment }
  | { type: "delete_comment"; id: string }
  /** A value of null takes the criterion's value away. */
  | { type: "criterion"; key: string; value: Value | null }
  | { type: "reject"; suggested: readonly string[] }
  /** No suggestion is rejected any more. */
  | { type: "reopen" };

export function emptyAnswer(): Answer {
  return { boxes: [], no_objects: false, comments: [], criteria: {} };
}

export function reduce(answer: Answer, action: Action): Answer {
  switch (action.type) {
    case "add":
      return action.boxes.length === 0
        ? answer
        : { ...answer, boxes: [...answer.boxes, ...action.boxes.map(rounded)], no_objects: false };
    case "place":
      return withBoxes(answer, [...action.rects.keys()], (box) => placed(box, action.rects.get(box.id)));
    case "relabel":
      return withBoxes(answer, action.ids, (box) => relabelled(box, action.label));
    case "delete":
      return withoutBoxes(answer, new Set(action.ids));
    case "replace":
      return withAnother(answer, action.id, rounded(action.box));
    case "attribute":
      return withBoxes(answer, action.ids, (box) => ({
        ...box,
        attributes: withEntry(box.attributes, action.key, action.value),
      }));
    case "flag":
      return withBoxes(answer, action.ids, (box) => flagged(box, action.flag, action.on));
    case "no_objects":
      return answer.boxes.length > 0 || answer.no_objects === action.on ? answer : { ...answer, no_objects: action.on };
    case "comment":
      return { ...answer, comments: withComment(answer.comments, action.comment) };
    case "delete_comment":
      return { ...answer, comments: answer.comments.filter((comment) => comment.id !== action.id) };
    case "criterion":
      return { ...answer, criteria: withEntry(answer.criteria, action.key, action.value) };
    case "reject":
      return withRejected(answer, [...(answer.rejected ?? []), ...action.suggested]);
    case "reopen":
      return withRejected(answer, []);
  }
}

function withBoxes(answer: Answer, ids: readonly string[], change: (box: Box) => Box): Answer {
  const touched = new Set(ids);
  const boxes = answer.boxes.map((box) => (touched.has(box.id) ? change(box) : box));
  return boxes.every((box, index) => box === answer.boxes[index]) ? answer : { ...answer, boxes };
}

/** Comments on a box that goes stay where they point at. */
function withoutBoxes(answer: Answer, ids: ReadonlySet<string>): Answer {
  const boxes = answer.boxes.filter((box) => !ids.has(box.id));
  if (boxes.length === answer.boxes.length) return answer;
  const comments = answer.comments.map((comment) =>
    comment.box !== null && ids.has(comment.box) ? { ...comment, box: null } : comment,
  );
  return { ...answer, boxes, comments };
}

function withAnother(answer: Answer, id: string, box: Box): Answer {
  const boxes = answer.boxes.map((each) => (each.id === id ? box : each));
  const comments = answer.comments.map((comment) => (comment.box === id ? { ...comment, box: box.id } : comment));
  return { ...answer, boxes, comments };
}

/** As the server keeps them: each once, in order, left out where there are none. */
function withRejected(answer: Answer, ids: readonly string[]): Answer {
  const { rejected: before = [], ...others } = answer;
  const rejected = [...new Set(ids)].sort();
  if (rejected.length === before.length) return answer;
  return rejected.length === 0 ? others : { ...others, rejected };
}

function placed(box: Box, rect: Rect | undefined): Box {
  if (!rect) return box;
  const next = rounded({ ...box, x: rect.x, y: rect.y, width: rect.width, height: rect.height });
  const same = next.x === box.x && next.y === box.y && next.width === box.width && next.height === box.height;
  return same ? box : next;
}

/** What the new label asks too keeps its value. */
function relabelled(box: Box, label: Label): Box {
  if (box.label === label.key) return box;
  const asked = new Set(label.attributes.map((attribute) => attribute.key));
  const kept = Object.entries(box.attributes).filter(([key]) => asked.has(key));
  return { ...box, label: label.key, attributes: Object.fromEntries(kept) };
}

function flagged(box: Box, flag: Flag, on: boolean): Box {
  if ((box[flag] ?? false) === on) return box;
  if (on) return { ...box, [flag]: true };
  const { [flag]: _, ...rest } = box;
  return rest;
}

function withComment(comments: Comment[], comment: Comment): Comment[] {
  const at = comments.findIndex((each) => each.id === comment.id);
  return at < 0 ? [...comments, comment] : comments.with(at, comment);
}

function withEntry<T>(entries: Record<string, T>, key: string, value: T | null): Record<string, T> {
  const others = Object.fromEntries(Object.entries(entries).filter(([each]) => each !== key));
  return value === null ? others : { ...others, [key]: value };
}

/** The server keeps three decimals; what it keeps is what people see. */
function rounded<T extends Rect>(box: T): T {
  return { ...box, x: round(box.x), y: round(box.y), width: round(box.width), height: round(box.height) };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** An answer from a stored draft: whatever is not of the right shape is left out. */
export function fromDraft(raw: unknown): Answer {
  if (!isRecord(raw)) return emptyAnswer();
  const rejected = Array.isArray(raw.rejected) ? raw.rejected.filter((id) => typeof id === "string") : [];
  return {
    boxes: Array.isArray(raw.boxes) ? raw.boxes.filter(isBox).map(withAttributes) : [],
    no_objects: raw.no_objects === true,
    comments: Array.isArray(raw.comments) ? raw.comments.filter(isComment) : [],
    criteria: isRecord(raw.criteria) ? (raw.criteria as Record<string, Value>) : {},
    ...(rejected.length > 0 && { rejected }),
  };
}

function isBox(raw: unknown): raw is Box {
  return (
    isRecord(raw) &&
    typeof raw.id === "string" &&
    typeof raw.label === "string" &&
    [raw.x, raw.y, raw.width, raw.height].every((each) => Number.isFinite(each))
  );
}

function withAttributes(box: Box): Box {
  return isRecord(box.attributes) ? box : { ...box, attributes: {} };
}

function isComment(raw: unknown): raw is Comment {
  return isRecord(raw) && typeof raw.id === "string" && typeof raw.text === "string" && "box" in raw;
}

function isRecord(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}
