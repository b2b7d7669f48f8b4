import { useMemo, useState } from "react";

import { useDeskCore, useDeskState, useShownNodes } from "../desk";
import { type AxisBy, axisOf, hasTimes } from "./axis";
import { columnsOf } from "./columns";
import { FirstErrorBar } from "./FirstErrorBar";
import styles from "./timeline.module.css";
import { TimelineBar } from "./TimelineBar";
import { type Folded, parentsOf, rowsOf, unfoldedTo } from "./tree";
import { TreeGrid } from "./TreeGrid";

const NOTHING: Folded = new Set();

/** The nodes as a tree beside an axis: of time where the trace has times, else of the order of happening. */
export function Timeline() {
  const { trace } = useDeskCore();
  const nodes = useShownNodes();
  const selected = useDeskState((state) => state.selected);
  const [folded, setFolded] = useState(NOTHING);
  const [wish, setWish] = useState<AxisBy>("time");
  const [zoom, setZoom] = useState(1);

  const timed = useMemo(() => hasTimes(nodes), [nodes]);
  const by = timed ? wish : "order";
  const axis = useMemo(() => axisOf(nodes, by), [nodes, by]);
  const columns = useMemo(() => columnsOf(nodes), [nodes]);
  const parents = useMemo(() => parentsOf(trace), [trace]);
  // What is selected is never hidden under a folded parent.
  const open = useMemo(
    () => (selected === null ? folded : unfoldedTo(trace, folded, selected)),
    [trace, folded, selected],
  );
  const rows = useMemo(() => {
    const shown = new Set(nodes);
    return rowsOf(trace, open, (node) => shown.has(node));
  }, [trace, open, nodes]);

  return (
    <section className={styles.pane} aria-label="Timeline">
      <TimelineBar
        {...{ axis, timed, zoom }}
        foldable={parents.length > 0}
        onAxis={setWish}
        onZoom={setZoom}
        onFoldAll={() => {
          setFolded(new Set(parents));
        }}
        onUnfoldAll={() => {
          setFolded(NOTHING);
        }}
      />
      <FirstErrorBar />
      <TreeGrid {...{ rows, axis, columns, zoom }} folded={open} onFold={setFolded} />
    </section>
  );
}
