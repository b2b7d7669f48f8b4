import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type KeyboardEvent, useId, useMemo, useRef } from "react";

import { useDesk, useDeskState } from "../desk";
import { type Axis, ticksOf } from "./axis";
import { columnCount, type Columns } from "./columns";
import { GridHead } from "./GridHead";
import { GridRow } from "./GridRow";
import styles from "./timeline.module.css";
import { type Folded, moveBy, toggled, type TreeRow } from "./tree";
import { useSelectionInSight } from "./useSelectionInSight";

const ROW_HEIGHT = 30;
const HEAD_HEIGHT = 28;
const TICKS = 7;
const MOST_TICKS = 200;

interface TreeGridProps {
  rows: readonly TreeRow[];
  axis: Axis;
  columns: Columns;
  zoom: number;
  folded: Folded;
  onFold: (folded: Folded) => void;
}

/** One focus for the whole grid: the arrow keys move the selection of the desk, which all views share. */
export function TreeGrid({ rows, axis, columns, zoom, folded, onFold }: TreeGridProps) {
  const { trace, answer, select, state } = useDesk();
  const selected = useDeskState((desk) => desk.selected);
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const places = useMemo(() => new Map(rows.map(({ node }, place) => [node.id, place])), [rows]);
  const place = selected === null ? -1 : (places.get(selected) ?? -1);
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions are used here only
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    // The row of the selection is what the grid's focus stands for, so it is there even where it is out of sight.
    rangeExtractor: (range) => withPlace(defaultRangeExtractor(range), place),
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  useSelectionInSight(frame, place, axis, zoom, virtual.scrollToIndex);

  function toggle(node: string) {
    // The selection may not be hidden, so it goes up to what hides it.
    if (!folded.has(node)) select(node, { scroll: false });
    onFold(toggled(folded, node));
  }

  function handleKey(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key === "Enter" && selected !== null) {
      event.preventDefault();
      state.set({ view: "conversation" });
      select(selected);
      return;
    }
    const move = moveBy(event.key, rows, place);
    if (!move) return;
    event.preventDefault();
    if ("select" in move) select(move.select);
    else toggle(move.toggle);
  }

  const ticks = useMemo(() => ticksOf(axis, Math.min(TICKS * zoom, MOST_TICKS)), [axis, zoom]);
  const first = answer.first_error && "node" in answer.first_error ? answer.first_error.node : null;
  const firstSpan = first === null ? undefined : axis.spans.get(first);
  const items = virtual.getVirtualItems();
  return (
    <div
      ref={frame}
      className={styles.grid}
      role="treegrid"
      tabIndex={0}
      aria-label="Steps on the axis"
      aria-rowcount={rows.length + 1}
      aria-colcount={columnCount(columns)}
      aria-activedescendant={items.some(({ index }) => index === place) ? `${id}-${String(place)}` : undefined}
      data-duration={columns.duration || undefined}
      data-tokens={columns.tokens || undefined}
      style={{ "--zoom": zoom } as CSSProperties}
      onKeyDown={handleKey}
    >
      <GridHead {...{ axis, columns, ticks }} />
      <div className={styles.body} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        <div className={styles.lines} role="presentation" aria-hidden>
          {ticks.map(({ at }) => (
            <span key={at} style={{ left: `${String(100 * at)}%` }} />
          ))}
          {firstSpan && <span data-first-error style={{ left: `${String(100 * firstSpan.from)}%` }} />}
        </div>
        {items.map(({ index, start }) => {
          const row = rows[index];
          return (
            row && (
              <GridRow
                key={row.node.id}
                {...{ row, trace, columns }}
                id={`${id}-${String(index)}`}
                place={index}
                top={start - HEAD_HEIGHT}
                span={axis.spans.get(row.node.id)}
                said={answer.steps[row.node.id]}
                isSelected={index === place}
                isFirstError={row.node.id === first}
                onSelect={select}
                onToggle={toggle}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

function withPlace(range: number[], place: number): number[] {
  if (place < 0 || range.includes(place)) return range;
  return [...range, place].sort((one, other) => one - other);
}
