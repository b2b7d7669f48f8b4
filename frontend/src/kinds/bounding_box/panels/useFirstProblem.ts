import { useEffect } from "react";

import { takesText } from "@/lib/commands";

import { select } from "../acting";
import { zoomToRect } from "../looking";
import { type StageCore, useStage, useStageCore } from "../stage";
import { isWellSeen } from "../viewport";

/** After a refused submission, goes to the first thing that is missing; when that is done, to the next. */
export function useFirstProblem(): void {
  const stage = useStageCore();
  const first = Object.keys(useStage().problems)[0];
  useEffect(() => {
    // Whoever is typing has perhaps just begun to mend it.
    if (first === undefined || stage.disabled || takesText(document.activeElement)) return;
    selectBoxAt(stage, first);
    requestAnimationFrame(() => {
      const place = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(fieldOf(first))}"]`);
      focusIn(place);
    });
  }, [stage, first]);
}

/** Where an answer is given: a scale first, or else the first field. */
export function focusIn(place: HTMLElement | null | undefined): void {
  const field =
    place?.querySelector<HTMLElement>('[role="radio"][tabindex="0"]') ??
    place?.querySelector<HTMLElement>("input, textarea, button");
  place?.scrollIntoView({ block: "nearest" });
  field?.focus({ preventScroll: true });
}

function selectBoxAt(stage: StageCore, path: string): void {
  const place = /^boxes\.(\d+)/.exec(path)?.[1];
  const box = stage.read().boxes[place === undefined ? -1 : Number(place)];
  if (!box) return;
  select(stage, [box.id]);
  if (!isWellSeen(stage.viewport.get(), box)) zoomToRect(stage, box);
}

/** `boxes.3.attributes.shape` is asked under `attributes.shape`, whichever box is selected. */
function fieldOf(path: string): string {
  return path.replace(/^boxes\.\d+\./, "");
}
