import type { NamedAnswer } from "../../defineKind";
import { fromDraft } from "../answer";
import { inTermsOf } from "../renewing";
import type { Overlay } from "../stage";
import type { Answer, Box, Settings } from "../types";
import type { Layer } from "./conflicts";

/** One person's answer over the image, or gold. */
export interface PersonLayer extends Layer<Box> {
  colour: string;
  line: Overlay["line"];
  answer: Answer;
}

/** Told apart with colour blindness, on dark images and on light ones; the lines differ, too. */
const COLOURS = ["#56B4E9", "#E69F00", "#CC79A7", "#00B386", "#D55E00", "#9D8CFF"];
const LINES = ["solid", "dashed"] as const;
const GOLD = "#FFD84D";

export function layersOf(
  answers: readonly NamedAnswer<Answer>[],
  gold: Answer | null | undefined,
  settings: Settings,
): PersonLayer[] {
  const people = answers.map(({ label, answer }, at) => ({
    ...{ id: String(at), name: label, colour: COLOURS[at % COLOURS.length] ?? GOLD },
    ...{ line: LINES[at % LINES.length] ?? "solid", ...asMeant(answer, settings) },
  }));
  if (!gold) return people;
  return [...people, { id: "gold", name: "Gold", colour: GOLD, line: "dotted", ...asMeant(gold, settings) }];
}

/** With the labels that the boxes have now: one that was merged into another is no other label. */
function asMeant(raw: Answer, settings: Settings): Pick<PersonLayer, "answer" | "boxes"> {
  const answer = inTermsOf(settings, fromDraft(raw));
  return { answer, boxes: answer.boxes };
}

export function overlaysOf(layers: readonly PersonLayer[]): Overlay[] {
  return layers.map(({ id, name, boxes, colour, line }) => ({ id, title: name, boxes, colour, line }));
}
