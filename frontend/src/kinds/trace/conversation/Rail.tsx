import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, memo, useEffect, useId, useMemo, useRef } from "react";

import { count, counted } from "@/lib/format";

import { moveByStep, sayWhere } from "../acting";
import { noteWords, signOf } from "../compare/notes";
import { type Desk, useDesk, useDeskState, useShownNodes } from "../desk";
import { choiceOf } from "../labels";
import type { TraceNode } from "../types";
import { askedSteps, openSteps } from "../walking";
import styles from "./rail.module.css";
import { RailMark } from "./RailMark";

const MARK = 26;

/** One mark for each step, and how many are left: a list to choose from, with one focus. */
export const Rail = memo(function Rail() {
  const desk = useDesk();
  const { answer, trace, select, notes } = desk;
  const shown = useShownNodes();
  const steps = useMemo(() => shown.filter((node) => trace.number.has(node.id)), [shown, trace]);
  const selected = useDeskState((state) => state.selected);
  const { first_error } = answer;
  const errorAt = first_error !== null && "node" in first_error ? first_error.node : null;
  const asked = useMemo(() => new Set(askedSteps(trace, { first_error })), [trace, first_error]);
  const frame = useRef<HTMLDivElement>(null);
  const id = useId();
  // eslint-disable-next-line react-hooks/incompatible-library -- the list reads its rows anew with every scroll
  const list = useVirtualizer({
    count: steps.length,
    getScrollElement: () => frame.current,
    estimateSize: () => MARK,
    overscan: 10,
  });
  const at = useMemo(() => steps.findIndex((node) => node.id === selected), [steps, selected]);
  useEffect(() => {
    if (at >= 0) list.scrollToIndex(at, { align: "auto" });
  }, [at, list]);

  function handleKey(event: KeyboardEvent) {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const end = event.key === "Home" ? steps[0] : event.key === "End" ? steps.at(-1) : undefined;
    if (by === 0 && !end) return;
    event.preventDefault();
    if (end) select(end.id);
    else moveByStep(desk, by === 1 ? 1 : -1);
  }

  return (
    <div className={styles.rail}>
      <RailHead shown={steps} />
      <div
        ref={frame}
        className={styles.scroll}
        role="listbox"
        aria-label="Steps and their labels"
        tabIndex={0}
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        onKeyDown={handleKey}
      >
        <div role="presentation" className={styles.marks} style={{ height: list.getTotalSize() }}>
          {list.getVirtualItems().map((item) => {
            const node = steps[item.index];
            if (!node) return null;
            const step = answer.steps[node.id];
            const note = notes.get(node.id);
            const own = errorAt === node.id ? "pin" : choiceOf(step?.label, trace.settings)?.tone;
            return (
              <RailMark
                key={node.id}
                id={`${id}-${item.index}`}
                top={item.start}
                node={node.id}
                number={item.index + 1}
                count={steps.length}
                words={sayMark(desk, node)}
                sign={own ?? (note && signOf(note, trace))}
                isOthers={own === undefined && note !== undefined}
                inherited={step?.inherited === true}
                isCall={node.kind === "tool_call"}
                isDisputed={note?.disputed === true}
                isAsked={asked.has(node)}
                isSelected={item.index === at}
                onSelect={select}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
});

/** What a mark says, for those who hear it. */
function sayMark(desk: Desk, node: TraceNode): string {
  const { answer, disabled, notes, trace } = desk;
  const { first_error } = answer;
  const note = notes.get(node.id);
  const isPinned = first_error !== null && "node" in first_error && first_error.node === node.id;
  const isOpen = !disabled && answer.steps[node.id]?.label === undefined;
  return [sayWhere(desk, node), isPinned && "first error", note && noteWords(note, trace), isOpen && "no label"]
    .filter(Boolean)
    .join(", ");
}

/** What is left to label, of all that is asked; where answers are only compared, on how many steps they differ. */
function RailHead({ shown }: { shown: readonly TraceNode[] }) {
  const { answer, trace, disabled, notes } = useDesk();
  const seen = new Set(shown);
  const asked = askedSteps(trace, answer).filter((node) => seen.has(node)).length;
  const left = openSteps(trace, answer).filter((node) => seen.has(node)).length;
  const differing = shown.filter(({ id }) => notes.get(id)?.disputed).length;
  if (disabled && differing === 0) return <div className={styles.left}>{count(shown.length)}</div>;
  if (disabled) {
    return (
      <div className={styles.left} title={`Answers differ on ${count(differing)} of ${counted(shown.length, "step")}`}>
        <strong>{count(differing)}</strong>
        <span>differ</span>
      </div>
    );
  }
  return (
    <div className={styles.left} title={`${count(left)} of ${count(asked)} steps have no label yet`}>
      <strong>{count(left)}</strong>
      <span>left</span>
    </div>
  );
}
