import { colourOf, titleOf } from "./labels";
import type { Mark } from "./painting";
import type { Overlay, Stage, StageState } from "./stage";
import { openSuggestions } from "./suggestions";
import type { Answer, Box, Settings } from "./types";

/** What the canvas shows: all boxes but those that stand out, the person's own last. */
export function marksOf(stage: Stage, state: StageState): Mark[] {
  const { settings } = stage.context;
  return [
    ...stage.overlays.flatMap((overlay) => overlayMarks(overlay, settings, state.marked)),
    ...openSuggestions(stage.suggestion, stage.answer, state.threshold)
      .filter((box) => box.id !== state.suggested)
      .map((box) => suggestedMark(box, settings)),
    ...ownMarks(stage.answer, settings, state),
  ];
}

/** Selected boxes are drawn apart, since they may move. */
function ownMarks(answer: Answer, settings: Settings, { selection, hidden, hiddenLabels }: StageState): Mark[] {
  const apart = new Set(selection);
  return answer.boxes
    .filter((box) => !apart.has(box.id) && !hidden.has(box.id) && !hiddenLabels.has(box.label))
    .map((box) => markOf(box, settings));
}

export function markOf(box: Box, settings: Settings): Mark {
  return {
    rect: box,
    colour: colourOf(settings, box.label),
    line: box.occluded || box.truncated ? "dashed" : "solid",
    title: titleOf(settings, box.label),
    strong: false,
  };
}

export function suggestedMark(box: Box, settings: Settings): Mark {
  const score = box.score === undefined ? "" : ` ${Math.round(100 * box.score)} %`;
  const short = `${titleOf(settings, box.label)}?`;
  return { ...markOf(box, settings), title: `${short}${score}`, short, line: "dotted" };
}

/** Whose a box is, its colour says; in words only where it stands out, or the names would cover the picture. */
function overlayMarks({ id, title, boxes, colour, line }: Overlay, settings: Settings, marked: string | null): Mark[] {
  return boxes.map((box) => {
    const [label, strong] = [titleOf(settings, box.label), marked === `${id}/${box.id}`];
    return {
      ...{ rect: box, colour: colour ?? colourOf(settings, box.label), line, strong },
      title: strong && colour !== null ? `${title}: ${label}` : label,
    };
  });
}
