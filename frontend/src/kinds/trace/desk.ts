import { createContext, use, useMemo } from "react";

import { type Store, useStore } from "@/lib/store";

import type { Action } from "./actions";
import type { Notes } from "./compare/notes";
import { isRunHidden, shownNodes } from "./plan";
import type { Handoff, Trace } from "./steps";
import type { Answer, Context, TraceNode } from "./types";

// What the views of the trace and the panels beside them share. Nothing of `DeskState` is part of the answer.

export type TraceView = "conversation" | "timeline" | "agents";
export const TRACE_VIEWS: readonly { value: TraceView; label: string }[] = [
  { value: "conversation", label: "Conversation" },
  { value: "timeline", label: "Timeline" },
  { value: "agents", label: "Agents" },
];

/** What the next stretch of text that the person selects is for. */
export type Picking =
  | { for: "error"; id: string }
  /** `index`: which of the counterfactual's preconditions. */
  | { for: "precondition"; id: string; index: number };

export interface DeskState {
  /** The id of the node that the panels and the keys mean; it stays when the view changes. */
  selected: string | null;
  view: TraceView;
  /** What is looked for in the trace. */
  query: string;
  /** Which of the hits is the current one. */
  match: number;
  /** Long texts that are open, as `<node>/<part>`. */
  unfolded: ReadonlySet<string>;
  /** Which page of a very long text is open, by the same keys. */
  pages: ReadonlyMap<string, number>;
  panel: "step" | "trace";
  /** The counterfactual whose form is open. */
  edit: string | null;
  /** The run after the plan is shown, although its plan is not graded again. */
  revealed: boolean;
  picking: Picking | null;
  /** Text as it was written, not as Markdown. */
  plain: boolean;
  /** A step that gets its first label leads on to the next open one. */
  advance: boolean;
  /** Counts up whenever the selected node should come into sight. */
  scrolled: number;
  /** What happened last, for those who hear the page. */
  said: string;
}

/** What stays the same while the answer grows. */
export interface DeskCore {
  context: Context;
  trace: Trace;
  /** The answer as it is now, also before it is drawn. */
  read: () => Answer;
  act: (action: Action) => void;
  state: Store<DeskState>;
  /** Also opens the step's panel, but leads nobody away who looks a step up. Scrolls to the node unless told not to. */
  select: (id: string, how?: { scroll?: boolean }) => void;
  /** Nothing can be changed. */
  disabled: boolean;
  /** What the answers that are compared say of single nodes; empty where none are. */
  notes: Notes;
}

export interface Desk extends DeskCore {
  answer: Answer;
  /** What is wrong or missing, by path. */
  problems: Record<string, string>;
}

export const DeskContext = createContext<Desk | null>(null);
export const DeskCoreContext = createContext<DeskCore | null>(null);

export function useDesk(): Desk {
  return there(use(DeskContext));
}

/** For parts that show nothing of the answer: they are not drawn again when it changes. */
export function useDeskCore(): DeskCore {
  return there(use(DeskCoreContext));
}

function there<T>(desk: T | null): T {
  if (!desk) throw new Error("This part belongs into a desk.");
  return desk;
}

/** A part of the state; drawn again only when that part changes. */
export function useDeskState<Part>(pick: (state: DeskState) => Part): Part {
  return useStore(useDeskCore().state, pick);
}

/** Whether the run is held back until the plan is graded. */
export function useRunHidden(): boolean {
  const { trace, answer, disabled } = useDesk();
  const revealed = useDeskState((state) => state.revealed);
  return !disabled && isRunHidden(trace, answer, revealed);
}

/** The nodes that may be seen now. Every view draws these, not all of the trace. */
export function useShownNodes(): readonly TraceNode[] {
  const { trace } = useDeskCore();
  const isHidden = useRunHidden();
  return useMemo(() => shownNodes(trace, isHidden), [trace, isHidden]);
}

/** The hand-off at a node; while the run is held back, not the one that would tell which agent goes on. */
export function useHandoff(node: TraceNode): Handoff | undefined {
  const { trace } = useDeskCore();
  const isHidden = useRunHidden();
  const last = useShownNodes().at(-1);
  const handoff = node.context === "" ? trace.handoffs.get(node.id) : undefined;
  return isHidden && node === last && handoff && !handoff.explicit ? undefined : handoff;
}
