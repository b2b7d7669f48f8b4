import { newId } from "../ids";
import { labelOf } from "../labels";
import type { StageCore } from "../stage";
import type { Answer, Box, Settings } from "../types";
import { attributeProblem } from "../values";
import { clustersOf, type Conflict, type Layer } from "./conflicts";
import { iou } from "./matching";

// What a reviewer takes over from the answers of others into the one being written.

/** The box of the answer at the place of a conflict, if there is one. */
export function standingAt(conflict: Conflict, answer: Answer, threshold: number): Box | undefined {
  return answer.boxes.find((box) => conflict.members.some((member) => iou(member.box, box) >= threshold));
}

/** Takes one box over, instead of what the answer has at its place. */
export function adoptBox(stage: StageCore, box: Box, conflict: Conflict): void {
  const before = standingAt(conflict, stage.read(), stage.context.settings.iou_threshold);
  const own = asOwn(box, stage.context.settings);
  stage.act(before ? { type: "replace", id: before.id, box: own } : { type: "add", boxes: [own] });
  stage.state.set({ selection: [own.id] });
}

/** Takes boxes over that the answer has not yet. */
export function adoptMissing(stage: StageCore, boxes: readonly Box[]): void {
  const { settings } = stage.context;
  const { boxes: known } = stage.read();
  const missing = boxes.filter((box) => !known.some((each) => iou(each, box) >= settings.iou_threshold));
  stage.act({ type: "add", boxes: missing.map((box) => asOwn(box, settings)) });
  stage.state.set({ said: `${String(missing.length)} adopted` });
}

/** A box of one's own, with the attributes that its label still asks. */
function asOwn({ score: _, suggested: __, ...box }: Box, settings: Settings): Box {
  const asked = labelOf(settings, box.label)?.attributes ?? [];
  const kept = asked.flatMap((attribute) => {
    const value = box.attributes[attribute.key];
    return value && attributeProblem(attribute, value) === null ? [[attribute.key, value] as const] : [];
  });
  return { ...box, id: newId(), attributes: Object.fromEntries(kept) };
}

/** The answer being written with all that one person said of the image. Comments stay one's own, at their places. */
export function withAllOf(answer: Answer, other: Answer, settings: Settings): Answer {
  return {
    ...answer,
    boxes: other.boxes.map((box) => asOwn(box, settings)),
    no_objects: other.no_objects,
    comments: answer.comments.map((comment) => ({ ...comment, box: null })),
    criteria: { ...answer.criteria, ...other.criteria },
  };
}

/** Of every object that all found with one label, the box that lies best between all: one of theirs, not a new one. */
export function agreedBoxes(layers: readonly Layer<Box>[], threshold: number): Box[] {
  if (layers.length < 2) return [];
  return clustersOf(layers, threshold).flatMap((members) => {
    const boxes = members.map(({ box }) => box);
    const agreed = boxes.length === layers.length && new Set(boxes.map(({ label }) => label)).size === 1;
    const close = boxes.every((box) => boxes.every((other) => iou(box, other) >= threshold));
    return agreed && close ? middleOf(boxes) : [];
  });
}

function middleOf(boxes: readonly Box[]): Box[] {
  const nearness = (box: Box) => boxes.reduce((sum, other) => sum + iou(box, other), 0);
  return [...boxes].sort((one, other) => nearness(other) - nearness(one)).slice(0, 1);
}
