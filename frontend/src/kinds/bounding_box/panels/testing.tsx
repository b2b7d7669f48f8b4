import { act } from "@testing-library/react";
import { type ReactNode, useMemo, useState } from "react";

import type { Criterion } from "@/api/types";
import { renderPart } from "@/test/render";

import { emptyAnswer } from "../answer";
import { type StageCore, type StageState, useStageCore } from "../stage";
import { StageProvider } from "../StageProvider";
import type { Answer, Attribute, Box, Label, Settings } from "../types";

// Builders for this folder's tests, and a stage on which a panel can be tried.

export function aLabel(key: string, overrides: Partial<Label> = {}): Label {
  return {
    key,
    title: key.toUpperCase(),
    colour: "#009E73",
    shortcut: null,
    category_id: null,
    supercategory: "",
    archived: false,
    merged_into: null,
    attributes: [],
    ...overrides,
  };
}

export function anAttribute(overrides: Partial<Attribute> = {}): Attribute {
  return { key: "wet", title: "Wet", type: "checkbox", required: false, not_sure: false, ...overrides };
}

export function someSettings(overrides: Partial<Settings> = {}): Settings {
  const labels = [aLabel("rbc", { shortcut: "1" }), aLabel("wbc", { shortcut: "2" }), aLabel("platelet")];
  return { labels, min_size: 2, no_objects: true, iou_threshold: 0.5, occlusion: true, ...overrides };
}

export function aBox(id: string, label = "rbc", overrides: Partial<Box> = {}): Box {
  return { id, label, x: 10, y: 20, width: 30, height: 40, attributes: {}, ...overrides };
}

export function anAnswer(...boxes: Box[]): Answer {
  return { ...emptyAnswer(), boxes };
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

interface StageOptions {
  settings?: Settings;
  answer?: Answer;
  criteria?: Criterion[];
  suggestion?: Answer;
  problems?: Record<string, string>;
  readonly?: boolean;
}

/** Draws panels on a stage of 200 × 100 pixels whose answer can be read back. */
export function onStage(panels: ReactNode, options: StageOptions = {}) {
  const { criteria = [], suggestion, problems, readonly } = options;
  const settings = options.settings ?? someSettings();
  const seen: { answer: Answer; stage?: StageCore } = { answer: options.answer ?? emptyAnswer() };

  function Spy() {
    seen.stage = useStageCore();
    return null;
  }

  function Frame() {
    const [answer, setAnswer] = useState(seen.answer);
    const context = useMemo(() => ({ content: { image: { width: 200, height: 100 } }, settings, criteria }), []);
    const keep = (next: Answer) => {
      seen.answer = next;
      setAnswer(next);
    };
    return (
      <StageProvider {...{ context, answer, problems, suggestion }} onChange={readonly ? undefined : keep}>
        <Spy />
        {panels}
      </StageProvider>
    );
  }

  // Tool and label are remembered from stage to stage.
  localStorage.clear();
  const { container } = renderPart(<Frame />);
  const stage = () => {
    if (!seen.stage) throw new Error("Nothing was drawn.");
    return seen.stage;
  };
  return {
    container,
    answer: () => seen.answer,
    state: () => stage().state.get(),
    set: (part: Partial<StageState>) => {
      act(() => {
        stage().state.set(part);
      });
    },
  };
}
