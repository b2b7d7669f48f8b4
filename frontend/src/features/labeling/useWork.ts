import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";

import { toast } from "@/lib/toasts";

import { DraftKeeper, type DraftPorts, type Opening, type SaveState } from "./drafts";
import { leftOut, sayLeftOut } from "./fitting";
import { canRedo, canUndo, change, type History, redo, startHistory, undo } from "./history";
import { THIS_WINDOW } from "./identity";
import { useClock } from "./useClock";

export interface WorkOptions {
  user: string;
  /** Under what this device keeps the draft: the assignment, or the annotation that is revised. */
  id: string;
  opening: Opening;
  empty: unknown;
  /** Brings an answer to what is asked now; another function when that changes. */
  fit: (answer: unknown) => unknown;
  revision: number;
  save: DraftPorts["save"];
  onAct: () => void;
}

export interface Work {
  answer: unknown;
  /** The answer as it is now, also before it is drawn. */
  read: () => unknown;
  change: (answer: unknown) => void;
  undo: (() => void) | null;
  redo: (() => void) | null;
  saveState: SaveState;
  keeper: DraftKeeper;
  readMs: () => number;
  takeTheirs: () => void;
}

/** One task on the desk: its answer with all steps, its draft, its time. */
export function useWork({ user, id, opening, empty, fit, revision, save, onAct }: WorkOptions): Work {
  const [stored] = useState<unknown>(() => opening.content?.answer ?? empty);
  const [history, setHistory] = useState<History<unknown>>(() => startHistory(fit(stored)));
  const [keeper] = useState(() => new DraftKeeper(user, id, revision, { save, device: THIS_WINDOW }));
  const readMs = useClock(opening.content?.active_ms ?? 0, onAct);
  const saveState = useSyncExternalStore(keeper.subscribe, () => keeper.state);
  useOpening(keeper, opening);

  // As it was stored at first: what is left out of it at the start is told like what is left out later.
  const latest = useRef(startHistory(stored));
  useLayoutEffect(() => {
    const present = fitAloud(latest.current.present, fit);
    if (present === latest.current.present) return;
    latest.current = { ...latest.current, present };
    setHistory(latest.current);
  }, [fit]);
  const show = useCallback(
    (next: History<unknown>) => {
      if (next === latest.current) return;
      latest.current = next;
      setHistory(next);
      keeper.change({ answer: next.present, active_ms: readMs() });
    },
    [keeper, readMs],
  );

  return useMemo(
    () => ({
      answer: history.present,
      read: () => latest.current.present,
      change: (answer: unknown) => {
        show(change(latest.current, answer, Date.now()));
      },
      undo: canUndo(history)
        ? () => {
            show(undo(latest.current, fit));
          }
        : null,
      redo: canRedo(history)
        ? () => {
            show(redo(latest.current, fit));
          }
        : null,
      saveState,
      keeper,
      readMs,
      takeTheirs: () => {
        const theirs = keeper.takeTheirs();
        if (!theirs) return;
        latest.current = change(latest.current, fitAloud(theirs.answer, fit), Date.now());
        setHistory(latest.current);
      },
    }),
    [history, fit, show, saveState, keeper, readMs],
  );
}

/** Tells the person what of the answer is not asked any more. */
function fitAloud(answer: unknown, fit: WorkOptions["fit"]): unknown {
  const fitted = fit(answer);
  const count = leftOut(answer, fitted);
  if (count > 0) toast({ tone: "info", message: sayLeftOut(count) });
  return fitted;
}

function useOpening(keeper: DraftKeeper, opening: Opening): void {
  useEffect(() => {
    keeper.begin();
    if (opening.unsaved && opening.content) keeper.change(opening.content);
    if (opening.conflict) keeper.meet(opening.conflict);
    return () => {
      void keeper.flush();
      keeper.end();
    };
  }, [keeper, opening]);
}
