import type { Flag } from "./answer";
import { boundsOf, clamp, shifted, shiftedInside, stepInside } from "./geometry";
import { newId } from "./ids";
import { drawable, titleOf } from "./labels";
import { sizeText, zoomToRect } from "./looking";
import { remember } from "./remembering";
import type { StageCore, Tool } from "./stage";
import type { Box, Point, Rect } from "./types";
import { isWellSeen, seenOf } from "./viewport";

// What a person can do on the stage. Toolbar, keys, pointer and panels all come here.

export function say(stage: StageCore, said: string): void {
  stage.state.set({ said });
}

export function setTool(stage: StageCore, tool: Tool): void {
  if (stage.disabled || (tool !== "select" && tool !== "comment" && stage.state.get().label === null)) return;
  stage.state.set({ tool, suggested: null });
  remember({ tool: tool === "comment" ? "select" : tool });
}

// Selecting

export function select(stage: StageCore, ids: readonly string[]): void {
  const last = ids.at(-1);
  stage.state.set({
    selection: ids,
    suggested: null,
    said: last === undefined ? "Nothing selected" : said(stage, ids),
  });
}

function said(stage: StageCore, ids: readonly string[]): string {
  if (ids.length > 1) return `${ids.length} boxes selected`;
  return `${nameOf(stage, ids[0] ?? "")}, selected`;
}

/** A box as it is called where it is not seen: "Box 3, Platelet". */
export function nameOf({ context, read }: StageCore, id: string): string {
  const { boxes } = read();
  const at = boxes.findIndex((box) => box.id === id);
  return `Box ${at + 1}, ${titleOf(context.settings, boxes[at]?.label ?? "")}`;
}

export function toggleSelected(stage: StageCore, id: string): void {
  const { selection } = stage.state.get();
  select(stage, selection.includes(id) ? selection.filter((each) => each !== id) : [...selection, id]);
}

export function selectAll(stage: StageCore): void {
  select(
    stage,
    reachable(stage).map((box) => box.id),
  );
}

/** Selects the next box in the order of the list. */
export function selectNext(stage: StageCore, by: 1 | -1): void {
  const next = nextBox(stage, by);
  if (!next) return;
  select(stage, [next.id]);
  if (!isWellSeen(stage.viewport.get(), next)) zoomToRect(stage, next);
}

export function hasNext(stage: StageCore, by: 1 | -1): boolean {
  return nextBox(stage, by) !== undefined;
}

function nextBox(stage: StageCore, by: 1 | -1): Box | undefined {
  const boxes = reachable(stage);
  const current = stage.state.get().selection.at(-1);
  const at = boxes.findIndex((box) => box.id === current);
  return at < 0 ? boxes.at(by === 1 ? 0 : -1) : boxes[at + by];
}

/** The boxes that can be picked: seen and not locked. */
export function reachable(stage: StageCore): Box[] {
  const { locked } = stage.state.get();
  return seen(stage).filter((box) => !locked.has(box.id));
}

export function seen(stage: StageCore): Box[] {
  const { hidden, hiddenLabels } = stage.state.get();
  return stage.read().boxes.filter((box) => !hidden.has(box.id) && !hiddenLabels.has(box.label));
}

export function selectedBoxes(stage: StageCore): Box[] {
  const ids = new Set(stage.state.get().selection);
  return stage.read().boxes.filter((box) => ids.has(box.id));
}

/** The selected boxes that may be changed. */
function changeable(stage: StageCore): Box[] {
  const { locked } = stage.state.get();
  return stage.disabled ? [] : selectedBoxes(stage).filter((box) => !locked.has(box.id));
}

export function hover(stage: StageCore, id: string | null): void {
  stage.state.set({ hovered: id });
}

// Hiding and locking

export function setHidden(stage: StageCore, ids: readonly string[], on: boolean): void {
  const { hidden, selection } = stage.state.get();
  stage.state.set({
    hidden: toggled(hidden, ids, on),
    selection: on ? selection.filter((id) => !ids.includes(id)) : selection,
    said: on ? `${ids.length} hidden` : `${ids.length} shown`,
  });
}

export function showAll(stage: StageCore): void {
  stage.state.set({ hidden: new Set(), hiddenLabels: new Set(), said: "All boxes shown" });
}

export function setLabelHidden(stage: StageCore, label: string, on: boolean): void {
  stage.state.set({ hiddenLabels: toggled(stage.state.get().hiddenLabels, [label], on) });
}

export function setLocked(stage: StageCore, ids: readonly string[], on: boolean): void {
  stage.state.set({
    locked: toggled(stage.state.get().locked, ids, on),
    said: on ? `${ids.length} locked` : `${ids.length} unlocked`,
  });
}

export function toggled(set: ReadonlySet<string>, ids: readonly string[], on: boolean): ReadonlySet<string> {
  return on ? new Set([...set, ...ids]) : new Set([...set].filter((id) => !ids.includes(id)));
}

// Changing boxes

/** A new box with the label to draw with. */
export function drawBox(stage: StageCore, rect: Rect): void {
  const { label } = stage.state.get();
  if (label === null || stage.disabled) return;
  const box: Box = { id: newId(), label, ...rect, attributes: {} };
  stage.act({ type: "add", boxes: [box] });
  stage.state.set({ selection: [box.id], said: `${nameOf(stage, box.id)}, drawn` });
}

/** For those who draw without a pointer: a box in the middle of what is seen, to be moved and resized by keys. */
export function drawInTheMiddle(stage: StageCore): void {
  const image = stage.context.content.image;
  const { x, y, width, height } = seenOf(stage.viewport.get());
  const size = {
    width: clamp(Math.round(Math.min(width, image.width) / 5), stage.context.settings.min_size, image.width),
    height: clamp(Math.round(Math.min(height, image.height) / 5), stage.context.settings.min_size, image.height),
  };
  const at = { x: Math.round(x + (width - size.width) / 2), y: Math.round(y + (height - size.height) / 2) };
  drawBox(stage, shiftedInside({ ...at, ...size }, image));
}

/** The label of the next boxes, and of those that are selected unless one is being drawn. */
export function setLabel(stage: StageCore, key: string): void {
  const label = drawable(stage.context.settings).find((each) => each.key === key);
  if (!label) return;
  stage.state.set({ label: key });
  remember({ label: key });
  const ids = stage.state.get().gesture ? [] : changeable(stage).map((box) => box.id);
  if (ids.length > 0) stage.act({ type: "relabel", ids, label });
  say(
    stage,
    ids.length > 0 ? `${ids.length === 1 ? "Box is" : `${ids.length} boxes are`} now ${label.title}` : label.title,
  );
}

export function deleteBoxes(stage: StageCore, ids: readonly string[]): void {
  if (stage.disabled) return;
  const { locked, selection } = stage.state.get();
  const gone = new Set(ids.filter((id) => !locked.has(id)));
  if (gone.size === 0) return;
  stage.act({ type: "delete", ids: [...gone] });
  stage.state.set({
    selection: selection.filter((id) => !gone.has(id)),
    hovered: null,
    said: gone.size === 1 ? "Box deleted" : `${gone.size} boxes deleted`,
  });
}

export function deleteSelected(stage: StageCore): void {
  deleteBoxes(
    stage,
    changeable(stage).map((box) => box.id),
  );
}

/** Moves the selected boxes together, as far as the image goes. */
export function nudge(stage: StageCore, step: Point): void {
  const boxes = changeable(stage);
  const bounds = boundsOf(boxes);
  if (!bounds) return;
  const possible = stepInside(bounds, step, stage.context.content.image);
  place(stage, boxes, (box) => shifted(box, possible));
}

/** Moves the right and the lower edge of the selected boxes. */
export function grow(stage: StageCore, step: Point): void {
  const { content, settings } = stage.context;
  const side = (from: number, length: number, by: number, room: number) =>
    by === 0 ? length : clamp(length + by, Math.min(settings.min_size, length), Math.max(room - from, length));
  place(stage, changeable(stage), (box) => ({
    ...box,
    width: side(box.x, box.width, step.x, content.image.width),
    height: side(box.y, box.height, step.y, content.image.height),
  }));
}

function place(stage: StageCore, boxes: readonly Box[], change: (box: Box) => Rect): void {
  if (boxes.length === 0) return;
  stage.act({ type: "place", rects: new Map(boxes.map((box) => [box.id, change(box)])) });
  const [first] = selectedBoxes(stage);
  if (first) say(stage, `At ${Math.round(first.x)}, ${Math.round(first.y)}; ${sizeText(first)}`);
}

export function toggleFlag(stage: StageCore, flag: Flag): void {
  const boxes = changeable(stage);
  if (boxes.length === 0 || !stage.context.settings.occlusion) return;
  const on = !boxes.every((box) => box[flag]);
  stage.act({ type: "flag", ids: boxes.map((box) => box.id), flag, on });
  say(stage, `${flag === "occluded" ? "Occluded" : "Truncated"}: ${on ? "yes" : "no"}`);
}

export function toggleNoObjects(stage: StageCore): void {
  const { boxes, no_objects } = stage.read();
  if (stage.disabled || boxes.length > 0) return;
  stage.act({ type: "no_objects", on: !no_objects });
  say(stage, no_objects ? "Not said any more that there are no objects" : "No objects here");
}
