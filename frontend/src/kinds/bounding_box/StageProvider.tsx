import { type ReactNode, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";

import { createStore } from "@/lib/store";

import { type Action, fromDraft, reduce } from "./answer";
import { usable } from "./labels";
import { remembered } from "./remembering";
import { inTermsOf } from "./renewing";
import { type Overlay, type Stage, StageContext, type StageCore, StageCoreContext, type StageState } from "./stage";
import { decided } from "./suggestions";
import type { Answer, Context } from "./types";
import { UNSEEN } from "./viewport";

interface StageProviderProps {
  context: Context;
  answer: Answer | undefined;
  /** Missing where nothing can be changed. */
  onChange?: (answer: Answer) => void;
  problems?: Record<string, string>;
  suggestion?: Answer | null;
  overlays?: readonly Overlay[];
  children: ReactNode;
}

const NO_PROBLEMS: Record<string, string> = {};
const NO_OVERLAYS: readonly Overlay[] = [];

/** One picture with its boxes, for the stage and the panels beside it. */
export function StageProvider(props: StageProviderProps) {
  const { context, onChange, problems = NO_PROBLEMS, suggestion = null, overlays = NO_OVERLAYS, children } = props;
  const given = useMemo(() => fromDraft(props.answer), [props.answer]);
  const answer = useMemo(() => inTermsOf(context.settings, given), [context.settings, given]);
  const disabled = onChange === undefined;
  const [state] = useState(() => createStore(firstState(context, disabled)));
  const [viewport] = useState(() => createStore(UNSEEN));
  const latest = useRef(answer);
  useLayoutEffect(() => {
    latest.current = answer;
    state.set(withoutGone(state.get(), answer));
  }, [answer, state]);
  const read = useCallback(() => latest.current, []);
  const act = useCallback(
    (action: Action) => {
      const next = reduce(latest.current, action);
      if (next === latest.current) return;
      latest.current = next;
      onChange?.(next);
    },
    [onChange],
  );
  const core = useMemo<StageCore>(
    () => ({
      ...{ context, image: context.images?.image ?? null, disabled, overlays },
      ...{ suggestion: suggestion && inTermsOf(context.settings, fromDraft(suggestion)) },
      ...{ read, act, state, viewport },
    }),
    [context, disabled, overlays, suggestion, read, act, state, viewport],
  );
  const stage = useMemo<Stage>(() => ({ ...core, answer, problems }), [core, answer, problems]);
  return (
    <StageCoreContext value={core}>
      <StageContext value={stage}>{children}</StageContext>
    </StageCoreContext>
  );
}

function firstState({ settings }: Context, disabled: boolean): StageState {
  const { tool, label, snapping, titles } = remembered();
  const drawn = usable(settings, label);
  return {
    tool: disabled || drawn === null ? "select" : tool,
    selection: [],
    hovered: null,
    label: drawn,
    hidden: new Set(),
    locked: new Set(),
    hiddenLabels: new Set(),
    adjustments: { brightness: 1, contrast: 1, invert: false },
    snapping,
    titles,
    threshold: 0,
    suggested: null,
    comment: null,
    gesture: null,
    marked: null,
    failed: false,
    attempt: 0,
    said: "",
  };
}

/** After an undo or a redo, what is gone is not selected any longer, nor a suggestion that is decided. */
function withoutGone({ selection, suggested }: StageState, answer: Answer): Partial<StageState> {
  const there = new Set(answer.boxes.map((box) => box.id));
  const isDecided = suggested !== null && decided(answer).has(suggested);
  return {
    ...(isDecided && { suggested: null }),
    ...(!selection.every((id) => there.has(id)) && {
      selection: selection.filter((id) => there.has(id)),
      hovered: null,
    }),
  };
}
