import { Button } from "@mantine/core";
import { type MouseEvent, type RefObject, useCallback, useEffect, useState } from "react";

import { KeyHint } from "@/ui/KeyHint";

import { quote } from "../acting";
import type { FoundEvidence } from "../actions";
import { useDesk, useDeskState } from "../desk";
import styles from "./conversation.module.css";
import { type NotFound, readSelection } from "./selecting";
import { TraceWords } from "./TraceWords";

/** While words are selected: what they can be quoted for. While words are asked for: says so, and takes them. */
export function SelectionBar({ frame }: { frame: RefObject<HTMLDivElement | null> }) {
  const desk = useDesk();
  const picking = useDeskState((state) => state.picking);
  const selected = useDeskState((state) => state.selected);
  const found = useSelected(frame);
  if (desk.disabled) return null;
  const target = desk.answer.errors.findLast(({ node }) => node === selected);
  if (picking) return <Asking problem={found && "problem" in found ? found : null} />;
  if (!found || "problem" in found || !target) return null;
  return (
    <div className={styles.selection} role="status">
      <q className={styles.selected}>
        <TraceWords>{found.quote}</TraceWords>
      </q>
      <Button size="compact-xs" onMouseDown={keepSelection} onClick={() => take(desk, found)}>
        Quote as evidence
      </Button>
      <KeyHint keys="q" />
    </div>
  );
}

function Asking({ problem }: { problem: NotFound | null }) {
  const { state } = useDesk();
  return (
    <div className={styles.selection} role="status">
      <span>{problem ? problem.problem : "Select the words in the trace that show it."}</span>
      {problem?.plain && (
        <Button size="compact-xs" variant="default" onClick={() => state.set({ plain: true })}>
          Show the text as written
        </Button>
      )}
      <Button size="compact-xs" variant="subtle" color="gray" onClick={() => state.set({ picking: null })}>
        Cancel
      </Button>
    </div>
  );
}

/** Pressing a button would clear what is selected. */
function keepSelection(event: MouseEvent): void {
  event.preventDefault();
}

function take(desk: ReturnType<typeof useDesk>, evidence: FoundEvidence): void {
  quote(desk, evidence);
  window.getSelection()?.removeAllRanges();
}

/** What is selected in the conversation, once the hand that selects it rests. */
function useSelected(frame: RefObject<HTMLDivElement | null>): FoundEvidence | NotFound | null {
  const desk = useDesk();
  const { trace, state } = desk;
  const [found, setFound] = useState<FoundEvidence | NotFound | null>(null);
  const look = useCallback(() => {
    const anchor = window.getSelection()?.anchorNode;
    const isHere = anchor ? (frame.current?.contains(anchor) ?? false) : false;
    return isHere ? readSelection(trace) : null;
  }, [frame, trace]);
  useEffect(() => {
    function handleRest() {
      const next = look();
      setFound(next);
      if (next && "node" in next && state.get().picking) take(desk, next);
    }
    // Words are selected by key while Shift is held.
    function handleKey(event: KeyboardEvent) {
      if (event.key === "Shift") handleRest();
    }
    function handleChange() {
      if (window.getSelection()?.isCollapsed ?? true) setFound(null);
    }
    document.addEventListener("pointerup", handleRest);
    document.addEventListener("keyup", handleKey);
    document.addEventListener("selectionchange", handleChange);
    return () => {
      document.removeEventListener("pointerup", handleRest);
      document.removeEventListener("keyup", handleKey);
      document.removeEventListener("selectionchange", handleChange);
    };
  }, [look, state, desk]);
  return found;
}
