import type { Criterion } from "@/api/types";
import { createStore } from "@/lib/store";

import { reduce } from "./answer";
import type { Stage, StageCore, StageState } from "./stage";
import type { Answer, Attribute, Box, Comment, Context, Label, Settings } from "./types";
import { UNSEEN, type Viewport } from "./viewport";

// Builders for this folder's tests. Every value differs from its neighbours, so that nothing passes by luck.

export function aLabel(overrides: Partial<Label> = {}): Label {
  return {
    ...{ key: "cat", title: "Cat", colour: "#E69F00", shortcut: "1", category_id: null, supercategory: "" },
    ...{ archived: false, merged_into: null, attributes: [] },
    ...overrides,
  };
}

export const CAT = aLabel();
export const DOG = aLabel({ key: "dog", title: "Dog", colour: "#0072B2", shortcut: "2" });

export function someSettings(overrides: Partial<Settings> = {}): Settings {
  return {
    ...{ labels: [CAT, DOG], min_size: 2, no_objects: true, iou_threshold: 0.5, occlusion: true },
    ...overrides,
  };
}

export function aContext(overrides: Partial<Context> = {}): Context {
  return { content: { image: { width: 800, height: 600 } }, settings: someSettings(), criteria: [], ...overrides };
}

export function aBox(overrides: Partial<Box> = {}): Box {
  return { id: "b1", label: "cat", x: 100, y: 150, width: 80, height: 60, attributes: {}, ...overrides };
}

export function anAttribute(overrides: Partial<Attribute> = {}): Attribute {
  return { key: "wet", title: "Wet", type: "checkbox", required: false, not_sure: false, ...overrides };
}

export function aCriterion(overrides: Partial<Criterion> = {}): Criterion {
  return {
    key: "focus",
    title: "Focus",
    guidance: "How sharp are the borders?",
    scale: {
      type: "ordinal",
      anchors: [
        { value: 0, label: "Blurred", description: "No border can be followed." },
        { value: 1, label: "Sharp", description: "Every border is a line." },
      ],
    },
    applies_to: "image",
    required: true,
    weight: 1,
    ...overrides,
  };
}

export function aComment(overrides: Partial<Comment> = {}): Comment {
  return { id: "c1", box: null, x: 31, y: 47, text: "What is this?", ...overrides };
}

export function anAnswer(overrides: Partial<Answer> = {}): Answer {
  return { boxes: [], no_objects: false, comments: [], criteria: {}, ...overrides };
}

/** A stage as the page has one, without the page. `answers` is every answer it gave, as undo would see them. */
export interface TestStage extends StageCore {
  answers: Answer[];
  shown: () => Stage;
}

export function aStage(
  answer: Answer = anAnswer(),
  state: Partial<StageState> = {},
  more: Partial<Pick<StageCore, "context" | "suggestion" | "disabled" | "overlays">> & {
    viewport?: Partial<Viewport>;
  } = {},
): TestStage {
  const answers = [answer];
  const read = () => answers.at(-1) ?? answer;
  const core: StageCore = {
    ...{ context: aContext(), image: null, disabled: false, suggestion: null, overlays: [], read },
    act: (action) => {
      const next = reduce(read(), action);
      if (next !== read()) answers.push(next);
    },
    ...more,
    state: createStore({ ...FIRST, ...state }),
    viewport: createStore({ ...UNSEEN, width: 800, height: 600, ...more.viewport }),
  };
  return { ...core, answers, shown: () => ({ ...core, answer: read(), problems: {} }) };
}

const FIRST: StageState = {
  ...{
    tool: "select",
    selection: [],
    hovered: null,
    label: "cat",
    gesture: null,
    comment: null,
    marked: null,
    said: "",
    failed: false,
    attempt: 0,
  },
  ...{ hidden: new Set(), locked: new Set(), hiddenLabels: new Set(), snapping: false, titles: true },
  ...{ adjustments: { brightness: 1, contrast: 1, invert: false }, threshold: 0, suggested: null },
};
