import { type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useState } from "react";

import { deleteBoxes, select, toggleSelected } from "../acting";
import { zoomToRect } from "../looking";
import { type Stage, useStage, useStageState } from "../stage";
import { isWellSeen } from "../viewport";
import { BoxListRow, LabelListRow } from "./BoxListRow";
import list from "./list.module.css";
import { between, type Row } from "./rows";
import { useWindow } from "./useWindow";

const ROW_HEIGHT = 30;
const PAGE = 10;

interface BoxGridProps {
  rows: readonly Row[];
  faulty: ReadonlySet<string>;
}

/** The rows as a grid: one of them takes the focus, arrows walk, and what is walked to is selected. */
export function BoxGrid({ rows, faulty }: BoxGridProps) {
  const stage = useStage();
  const [active, setActive] = useState<string | null>(null);
  const { frame, from, to, reveal } = useWindow(rows.length, ROW_HEIGHT);
  const at = Math.max(
    0,
    rows.findIndex((row) => row.id === active),
  );
  useSelectionInSight(rows, frame, reveal, setActive);
  useRowInSight(frame);

  function walkTo(place: number, event: KeyboardEvent) {
    const next = rows[Math.min(Math.max(place, 0), rows.length - 1)];
    if (!next) return;
    event.preventDefault();
    setActive(next.id);
    reveal(rows.indexOf(next));
    focusRow(frame.current, next.id);
    if (event.ctrlKey || event.metaKey || next.type === "label") return;
    pick(stage, rows, next.id, { shift: event.shiftKey, toggle: false });
  }

  function handleKey(event: KeyboardEvent) {
    const row = rows[at];
    const to = placeFor(event.key, at, rows.length);
    if (to !== undefined && !event.altKey) {
      walkTo(to, event);
    } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      event.preventDefault();
      focusButton(event.key === "ArrowRight" ? 1 : -1);
    } else if (row?.type === "box" && isOnRow(event)) {
      actOnRow(stage, rows, row.id, event);
    }
  }

  function handleClick(id: string, event: MouseEvent) {
    setActive(id);
    pick(stage, rows, id, { shift: event.shiftKey, toggle: event.ctrlKey || event.metaKey });
  }

  const drawn = rows.slice(from, to).map((row, place) => ({ row, place: from + place }));
  // The row with the focus stays, or scrolling would lose it.
  const kept = rows[at];
  if (kept && (at < from || at >= to)) drawn.push({ row: kept, place: at });
  return (
    <div
      ref={frame}
      role="grid"
      aria-label="Boxes"
      aria-multiselectable
      aria-rowcount={rows.length}
      className={list.grid}
      onKeyDown={handleKey}
    >
      <div role="presentation" style={{ height: rows.length * ROW_HEIGHT }}>
        {drawn.map(({ row, place }) => {
          const shared = { place, top: place * ROW_HEIGHT, focusable: place === at };
          return row.type === "label" ? (
            <LabelListRow key={row.id} row={row} {...shared} />
          ) : (
            <BoxListRow key={row.id} row={row} faulty={faulty.has(row.id)} onPick={handleClick} {...shared} />
          );
        })}
      </div>
    </div>
  );
}

function placeFor(key: string, at: number, count: number): number | undefined {
  return {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + PAGE,
    PageUp: at - PAGE,
    Home: 0,
    End: count - 1,
  }[key];
}

/** Not on one of the row's buttons, which have keys of their own. */
function isOnRow({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && target.getAttribute("role") === "row";
}

function actOnRow(stage: Stage, rows: readonly Row[], id: string, event: KeyboardEvent): void {
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return;
    pick(stage, rows, id, { shift: event.shiftKey, toggle: event.key === " " });
  }
  if (event.key === "Delete" || event.key === "Backspace") {
    event.preventDefault();
    const { selection } = stage.state.get();
    deleteBoxes(stage, selection.includes(id) ? selection : [id]);
  }
}

function pick(stage: Stage, rows: readonly Row[], id: string, { shift, toggle }: { shift: boolean; toggle: boolean }) {
  if (toggle) {
    toggleSelected(stage, id);
    return;
  }
  const [anchor = id] = stage.state.get().selection;
  const range = shift ? between(rows, anchor, id) : [id];
  // The anchor stays first, so that a range can grow and shrink.
  select(stage, shift ? [anchor, ...range.filter((each) => each !== anchor)] : range);
  if (!shift) bringIntoSight(stage, id);
}

function bringIntoSight(stage: Stage, id: string): void {
  const box = stage.read().boxes.find((each) => each.id === id);
  if (box && !isWellSeen(stage.viewport.get(), box)) zoomToRect(stage, box);
}

/** What is selected in the picture is shown in the list, unless somebody is at work in the list. */
function useSelectionInSight(
  rows: readonly Row[],
  frame: RefObject<HTMLDivElement | null>,
  reveal: (row: number) => void,
  setActive: (id: string) => void,
) {
  const last = useStageState((state) => state.selection.at(-1));
  useEffect(() => {
    const place = rows.findIndex((row) => row.id === last);
    if (last === undefined || place < 0 || frame.current?.contains(document.activeElement)) return;
    reveal(place);
    setActive(last);
  }, [last, rows, frame, reveal, setActive]);
}

/** What is asked about the box appears below the column and must not hide its row. */
function useRowInSight(frame: RefObject<HTMLDivElement | null>): void {
  const last = useStageState((state) => state.selection.at(-1));
  useEffect(() => {
    if (last === undefined || !frame.current?.contains(document.activeElement)) return;
    const waiting = requestAnimationFrame(() => {
      rowOf(frame.current, last)?.scrollIntoView({ block: "nearest" });
    });
    return () => {
      cancelAnimationFrame(waiting);
    };
  }, [last, frame]);
}

function rowOf(frame: HTMLElement | null, id: string): HTMLElement | null {
  return frame?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`) ?? null;
}

function focusRow(frame: HTMLElement | null, id: string): void {
  // After the row has been drawn.
  requestAnimationFrame(() => {
    rowOf(frame, id)?.focus({ preventScroll: true });
  });
}

/** Walks from the row to its buttons, and back to the row. */
function focusButton(step: 1 | -1): void {
  const here = document.activeElement;
  const row = here?.closest<HTMLElement>('[role="row"]');
  if (!row) return;
  const stops = [row, ...row.querySelectorAll<HTMLElement>("button:not(:disabled)")];
  stops[stops.indexOf(here as HTMLElement) + step]?.focus();
}
