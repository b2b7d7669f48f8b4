import { say } from "./acting";
import { titleOf } from "./labels";
import { zoomToRect } from "./looking";
import type { StageCore } from "./stage";
import { accepted, isAcceptable, neighbour, openSuggestions } from "./suggestions";
import type { Answer, Box } from "./types";
import { isWellSeen } from "./viewport";

// What a person does with the boxes that a model suggests.

export function openOn(stage: StageCore, answer: Answer = stage.read()): Box[] {
  return openSuggestions(stage.suggestion, answer, stage.state.get().threshold);
}

export function stepSuggestion(stage: StageCore, by: 1 | -1): void {
  const open = openOn(stage);
  focusSuggestion(stage, neighbour(open, stage.state.get().suggested, by));
}

export function focusSuggestion(stage: StageCore, id: string | null): void {
  const { settings } = stage.context;
  const box = openOn(stage).find((each) => each.id === id);
  stage.state.set({ suggested: box?.id ?? null });
  if (!box) return;
  const score = box.score === undefined ? "" : `, ${Math.round(100 * box.score)} %`;
  stage.state.set({ selection: [], said: `Suggested: ${titleOf(settings, box.label)}${score}` });
  if (!isWellSeen(stage.viewport.get(), box)) zoomToRect(stage, box);
}

/** Takes suggested boxes over as one's own; those whose label cannot be drawn stay. */
export function acceptSuggested(stage: StageCore, ids: readonly string[]): void {
  const { settings } = stage.context;
  const boxes = openOn(stage).filter((box) => ids.includes(box.id) && isAcceptable(box, settings));
  if (stage.disabled || boxes.length === 0) return;
  const next = nextAfter(stage, ids);
  stage.act({ type: "add", boxes: boxes.map((box) => accepted(box, settings)) });
  stage.state.set({ selection: [] });
  focusSuggestion(stage, next);
  if (next === null) say(stage, `${boxes.length} accepted`);
}

export function rejectSuggested(stage: StageCore, ids: readonly string[]): void {
  if (stage.disabled || ids.length === 0) return;
  const next = nextAfter(stage, ids);
  stage.act({ type: "reject", suggested: ids });
  focusSuggestion(stage, next);
  if (next === null) say(stage, `${ids.length} rejected`);
}

/** Brings rejected suggestions back. */
export function reopenSuggestions(stage: StageCore): void {
  if (stage.disabled) return;
  stage.act({ type: "reopen" });
  say(stage, "Rejected suggestions are back");
}

function nextAfter(stage: StageCore, ids: readonly string[]): string | null {
  const { suggested } = stage.state.get();
  if (suggested === null || !ids.includes(suggested)) return null;
  const next = neighbour(openOn(stage), suggested, 1);
  return next === null || ids.includes(next) ? null : next;
}
