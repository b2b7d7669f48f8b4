import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";

import { useDeskCore, useDeskState, useRunHidden, useShownNodes } from "../desk";
import styles from "./conversation.module.css";
import { ConversationRow } from "./ConversationRow";
import { estimatedHeight, rowAt, rowsOf } from "./rows";
import { SelectionBar } from "./SelectionBar";
import { useMarks } from "./useMarks";
import { useSelectionInSight } from "./useSelectionInSight";

/** The nodes one below the other, as they happened. Only those near the window are in the page. */
export function Conversation() {
  const { trace } = useDeskCore();
  const nodes = useShownNodes();
  const isHidden = useRunHidden();
  const unfolded = useDeskState((state) => state.unfolded);
  const selected = useDeskState((state) => state.selected);
  const rows = useMemo(
    () => rowsOf(nodes, trace.callOf, unfolded, isHidden),
    [nodes, trace.callOf, unfolded, isHidden],
  );
  const at = useMemo(() => rowAt(rows, selected), [rows, selected]);
  const frame = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the list reads its rows anew with every scroll
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    getItemKey: (index) => rows[index]?.key ?? index,
    estimateSize: (index) => (rows[index] ? estimatedHeight(rows[index]) : 100),
    overscan: 3,
    paddingStart: 10,
    paddingEnd: 120,
    scrollPaddingStart: 10,
  });
  useSelectionInSight(list, frame, at);
  useMarks(frame, list, rows);
  return (
    <div className={styles.conversation}>
      <div ref={frame} className={styles.scroll} data-conversation>
        <div role="feed" aria-label="Steps" className={styles.feed} style={{ height: list.getTotalSize() }}>
          {list.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return (
              row && (
                <div
                  key={item.key}
                  ref={list.measureElement}
                  data-index={item.index}
                  className={styles.row}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <ConversationRow row={row} position={item.index + 1} count={rows.length} />
                </div>
              )
            );
          })}
        </div>
      </div>
      <SelectionBar frame={frame} />
    </div>
  );
}
