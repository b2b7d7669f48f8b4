import { valueProblem } from "@/lib/scales";

import { isLargeEnough } from "./geometry";
import { drawable, titleOf } from "./labels";
import type { Answer, Box, Context, Label, Size } from "./types";
import { attributeProblem } from "./values";

// What keeps an answer from being submitted. The server checks the same rules; here people see them before they send.

export const MOST_BOXES = 10_000;
export const MOST_COMMENTS = 100;

/** What is missing, by the path of its place, boxes first; empty when the answer is complete. */
export function missing(answer: Answer, context: Context): Record<string, string> {
  return Object.fromEntries([
    ...boxesProblems(answer, context),
    ...answer.boxes.flatMap((box, index) => boxProblems(box, index, context)),
    ...commentsProblems(answer),
    ...criteriaProblems(answer, context),
  ]);
}

export function isComplete(answer: Answer, context: Context): boolean {
  return Object.keys(missing(answer, context)).length === 0;
}

type Found = [path: string, problem: string][];

function boxesProblems({ boxes, no_objects }: Answer, { settings }: Context): Found {
  if (boxes.length > MOST_BOXES) return [["boxes", `Boxes: at most ${MOST_BOXES}, there are ${boxes.length}.`]];
  if (boxes.length > 0 || no_objects) return [];
  return [["boxes", settings.no_objects ? "Draw a box, or say “No objects here”." : "Draw at least one box."]];
}

function boxProblems(box: Box, index: number, { settings, content }: Context): Found {
  const name = `Box ${index + 1}, ${titleOf(settings, box.label)}`;
  const path = `boxes.${index}`;
  const label = drawable(settings).find((each) => each.key === box.label);
  if (!label) return [[`${path}.label`, `${name}: choose a label that the project still has.`]];
  const place = placeProblem(box, settings.min_size, content.image);
  return [
    ...(place ? ([[path, `${name}: ${place}`]] satisfies Found) : []),
    ...attributeProblems(box, label, path, name),
  ];
}

function placeProblem(box: Box, least: number, image: Size): string | null {
  if (!isLargeEnough(box, least)) return `too small; the least is ${least} × ${least} pixels.`;
  // The server keeps three decimals, so a box at the border may stick out by less than one of them.
  const room = 0.002;
  const inside =
    box.x >= -room &&
    box.y >= -room &&
    box.x + box.width <= image.width + room &&
    box.y + box.height <= image.height + room;
  return inside ? null : "it lies beyond the border of the image.";
}

function attributeProblems(box: Box, label: Label, path: string, name: string): Found {
  return label.attributes.flatMap((attribute) => {
    const problem = attributeProblem(attribute, box.attributes[attribute.key]);
    return problem
      ? [[`${path}.attributes.${attribute.key}`, `${name}: ${attribute.title}: ${startingSmall(problem)}`]]
      : [];
  });
}

function commentsProblems({ comments }: Answer): Found {
  if (comments.length <= MOST_COMMENTS) return [];
  return [["comments", `Comments: at most ${MOST_COMMENTS}, there are ${comments.length}.`]];
}

function criteriaProblems(answer: Answer, { criteria }: Context): Found {
  return criteria.flatMap(({ key, title, scale, required }) => {
    const value = answer.criteria[key];
    if (value === undefined) return required ? [[`criteria.${key}`, `${title}: not judged yet.`]] : [];
    const problem = valueProblem(scale, value);
    return problem ? [[`criteria.${key}`, `${title}: ${startingSmall(problem)}`]] : [];
  });
}

/** A sentence after a colon. */
function startingSmall(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
