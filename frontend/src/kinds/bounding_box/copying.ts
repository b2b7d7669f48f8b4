import { deleteSelected, say, select, selectedBoxes } from "./acting";
import { shifted, shiftedInside } from "./geometry";
import { newId } from "./ids";
import { labelOf, usable } from "./labels";
import type { StageCore } from "./stage";
import type { Box } from "./types";

/** How far copies lie beside their originals, in pixels of the screen. */
const PASTE_STEP = 12;
let copied: readonly Box[] = [];

export function copySelected(stage: StageCore): void {
  copied = selectedBoxes(stage);
  say(stage, `${copied.length} copied`);
}

export function cutSelected(stage: StageCore): void {
  copySelected(stage);
  deleteSelected(stage);
}

export function hasCopied(): boolean {
  return copied.length > 0;
}

/** Pastes what was copied, also on another image: beside the originals where these still are, else where they were. */
export function paste(stage: StageCore): void {
  const there = new Set(stage.read().boxes.map((box) => box.id));
  addCopies(stage, copied, copied.some((box) => there.has(box.id)) ? pasteStep(stage) : 0);
  copied = selectedBoxes(stage);
}

export function duplicate(stage: StageCore): void {
  addCopies(stage, selectedBoxes(stage), pasteStep(stage));
}

function addCopies(stage: StageCore, boxes: readonly Box[], by: number): void {
  const { content, settings } = stage.context;
  if (stage.disabled || boxes.length === 0) return;
  const copies = boxes.flatMap(({ suggested: _, ...box }): Box[] => {
    const label = usable(settings, labelOf(settings, box.label)?.key ?? null);
    return label === null
      ? []
      : [{ ...box, ...shiftedInside(shifted(box, { x: by, y: by }), content.image), id: newId(), label }];
  });
  stage.act({ type: "add", boxes: copies });
  select(
    stage,
    copies.map((box) => box.id),
  );
}

function pasteStep({ viewport }: StageCore): number {
  return PASTE_STEP / viewport.get().scale;
}
