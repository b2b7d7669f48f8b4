import { type ReactNode, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";

import { createStore } from "@/lib/store";

import { type Action, emptyAnswer, fromDraft, reduce } from "./answer";
import type { Notes } from "./compare/notes";
import { type Desk, DeskContext, type DeskCore, DeskCoreContext, type DeskState } from "./desk";
import { withSelected } from "./lookingUp";
import { isRunHidden, shownNodes } from "./plan";
import { remembered } from "./remembering";
import { type Trace, traceOf } from "./steps";
import type { Answer, Context } from "./types";
import { firstOpen } from "./walking";

interface DeskProviderProps {
  context: Context;
  answer: Answer | undefined;
  /** Missing where nothing can be changed. */
  onChange?: (answer: Answer) => void;
  problems?: Record<string, string>;
  /** What answers beside this one say of single nodes. */
  notes?: Notes;
  /** How the desk opens, where it is not the first open step in the conversation. */
  initial?: Partial<DeskState>;
  children: ReactNode;
}

const NO_PROBLEMS: Record<string, string> = {};
const NO_NOTES: Notes = new Map();

/** One trace with its answer, for the views and the panels beside them. */
export function DeskProvider(props: DeskProviderProps) {
  const { context, onChange, problems = NO_PROBLEMS, notes = NO_NOTES, children } = props;
  const { content, settings } = context;
  const trace = useMemo(() => traceOf({ content, settings }), [content, settings]);
  const answer = useMemo(() => (props.answer ? fromDraft(props.answer) : emptyAnswer()), [props.answer]);
  const disabled = onChange === undefined;
  const [state] = useState(() => createStore({ ...firstState(trace, answer, disabled), ...props.initial }));
  const latest = useRef(answer);
  useLayoutEffect(() => {
    latest.current = answer;
  }, [answer]);
  const read = useCallback(() => latest.current, []);
  const act = useCallback(
    (action: Action) => {
      if (!onChange) return;
      const next = reduce(latest.current, action, trace);
      if (next === latest.current) return;
      latest.current = next;
      onChange(next);
    },
    [onChange, trace],
  );
  const select = useCallback<DeskCore["select"]>(
    (id, how) => {
      state.set(withSelected(state.get(), latest.current, id, how));
    },
    [state],
  );
  const core = useMemo<DeskCore>(
    () => ({ context, trace, read, act, state, select, disabled, notes }),
    [context, trace, read, act, state, select, disabled, notes],
  );
  const desk = useMemo<Desk>(() => ({ ...core, answer, problems }), [core, answer, problems]);
  return (
    <DeskCoreContext value={core}>
      <DeskContext value={desk}>{children}</DeskContext>
    </DeskCoreContext>
  );
}

function firstState(trace: Trace, answer: Answer, disabled: boolean): DeskState {
  const nodes = shownNodes(trace, !disabled && isRunHidden(trace, answer, false));
  return {
    selected: firstOpen(trace, answer, nodes),
    view: "conversation",
    query: "",
    match: 0,
    unfolded: new Set(),
    pages: new Map(),
    panel: "step",
    edit: null,
    revealed: false,
    picking: null,
    ...remembered(),
    scrolled: 0,
    said: "",
  };
}
