import { act } from "@testing-library/react";
import { type ReactNode, useMemo, useState } from "react";

import type { Criterion } from "@/api/types";
import { renderPart } from "@/test/render";

import { type StageCore, type StageState, useStageCore } from "../stage";
import { StageProvider } from "../StageProvider";
import { aBox, aLabel, anAnswer, someSettings } from "../testing";
import type { Answer, Box, Label, Settings } from "../types";

// What this folder's tests are about, and a stage on which a panel can be tried.

/** Cells under a microscope: many, small, of a few labels that all look alike. */
export function aCell(id: string, label = "rbc", overrides: Partial<Box> = {}): Box {
  return aBox({ id, label, x: 10, y: 20, width: 30, height: 40, ...overrides });
}

export function aCellLabel(key: string, overrides: Partial<Label> = {}): Label {
  return aLabel({ key, title: key.toUpperCase(), colour: "#009E73", shortcut: null, ...overrides });
}

export function cells(...boxes: Box[]): Answer {
  return anAnswer({ boxes });
}

export function cellSettings(overrides: Partial<Settings> = {}): Settings {
  const keyed = [aCellLabel("rbc", { shortcut: "1" }), aCellLabel("wbc", { shortcut: "2" })];
  return someSettings({ labels: [...keyed, aCellLabel("platelet")], ...overrides });
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
  const settings = options.settings ?? cellSettings();
  const seen: { answer: Answer; stage?: StageCore } = { answer: options.answer ?? cells() };

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
