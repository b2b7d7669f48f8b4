import { createContext, use } from "react";

import type { ShownImage } from "@/api/types";
import { type Store, useStore } from "@/lib/store";

import type { Action } from "./answer";
import type { Gesture } from "./gestures";
import type { Answer, Box, Context, Point } from "./types";
import type { Viewport } from "./viewport";

// What the picture and the panels beside it share. Nothing of `StageState` is part of the answer.

export type Tool = "select" | "draw" | "extreme" | "comment";

/** How the picture is shown: 1 is as it is. */
export interface Adjustments {
  brightness: number;
  contrast: number;
  invert: boolean;
}

/** The comment that is being read or written; without an id it is a new one. */
export interface OpenComment extends Point {
  id: string | null;
  box: string | null;
}

export interface StageState {
  tool: Tool;
  /** Ids of boxes of the answer, the one that was selected last at the end. */
  selection: readonly string[];
  /** The box under the pointer, in the picture or in the list. */
  hovered: string | null;
  /** The key of the label that is drawn with; null while the project has none. */
  label: string | null;
  hidden: ReadonlySet<string>;
  locked: ReadonlySet<string>;
  hiddenLabels: ReadonlySet<string>;
  adjustments: Adjustments;
  snapping: boolean;
  /** The names of labels stand at their boxes, as long as there are not too many. */
  titles: boolean;
  /** Suggested boxes below this score are not shown. */
  threshold: number;
  /** The suggested box that the keys act on. */
  suggested: string | null;
  comment: OpenComment | null;
  /** What is being drawn, moved or resized; setting it to null cancels that. */
  gesture: Gesture | null;
  /** A box of an overlay that stands out, as `<overlay>/<box>`. */
  marked: string | null;
  /** The image could not be loaded. */
  failed: boolean;
  /** Counts up to have the image fetched once more. */
  attempt: number;
  /** What happened last, for those who hear the page. */
  said: string;
}

/** Boxes that are shown but cannot be changed: another person's, or gold. */
export interface Overlay {
  id: string;
  title: string;
  boxes: readonly Box[];
  /** Where several answers are told apart by colour; null draws each box in the colour of its label. */
  colour: string | null;
  line: "solid" | "dashed" | "dotted";
}

/** What stays the same while the answer grows; all that acts on the stage needs no more. */
export interface StageCore {
  context: Context;
  image: ShownImage | null;
  /** The answer as it is now, also before it is drawn. */
  read: () => Answer;
  act: (action: Action) => void;
  /** Nothing can be changed. */
  disabled: boolean;
  suggestion: Answer | null;
  overlays: readonly Overlay[];
  state: Store<StageState>;
  viewport: Store<Viewport>;
}

export interface Stage extends StageCore {
  answer: Answer;
  problems: Record<string, string>;
}

export const StageContext = createContext<Stage | null>(null);
export const StageCoreContext = createContext<StageCore | null>(null);

export function useStage(): Stage {
  return there(use(StageContext));
}

/** For parts that show nothing of the answer: they are not drawn again when it changes. */
export function useStageCore(): StageCore {
  return there(use(StageCoreContext));
}

function there<T>(stage: T | null): T {
  if (!stage) throw new Error("This part belongs into a stage.");
  return stage;
}

/** A part of the state; drawn again only when that part changes. */
export function useStageState<Part>(pick: (state: StageState) => Part): Part {
  return useStore(useStageCore().state, pick);
}

export function useViewport<Part>(pick: (viewport: Viewport) => Part): Part {
  return useStore(useStageCore().viewport, pick);
}
