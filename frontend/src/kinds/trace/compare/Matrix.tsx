import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, useEffect, useRef } from "react";

import { useDeskCore, useDeskState } from "../desk";
import styles from "./compare.module.css";
import type { MatrixRow } from "./matrix";
import { MatrixCells } from "./MatrixCells";
import type { Person } from "./people";
import { PersonHeads } from "./PersonHeads";
import { StepHead } from "./StepHead";

const ROW_HEIGHT = 34;
const HEAD_HEIGHT = 32;

interface MatrixProps {
  rows: readonly MatrixRow[];
  people: readonly Person[];
  onAdopt?: (person: Person) => void;
}

/** The steps, and what each person said of each. Only the rows in sight are drawn. */
export function Matrix({ rows, people, onAdopt }: MatrixProps) {
  const { select } = useDeskCore();
  const selected = useDeskState((state) => state.selected);
  const scrolled = useDeskState((state) => state.scrolled);
  const frame = useRef<HTMLDivElement>(null);
  const place = rows.findIndex(({ node }) => node.id === selected);
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions are used here only
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  const { scrollToIndex } = virtual;
  useEffect(() => {
    if (place >= 0) scrollToIndex(place);
  }, [place, scrolled, scrollToIndex]);
  const shown = virtual.getVirtualItems();
  const above = (shown[0]?.start ?? HEAD_HEIGHT) - HEAD_HEIGHT;
  const below = virtual.getTotalSize() - ((shown.at(-1)?.end ?? HEAD_HEIGHT) - HEAD_HEIGHT);
  return (
    <div ref={frame} className={styles.matrix} role="region" aria-label="Steps of each answer" tabIndex={0}>
      <table
        className={styles.steps}
        aria-rowcount={rows.length + 1}
        style={{ "--people": people.length } as CSSProperties}
      >
        <caption className="visually-hidden">What each person said of each step</caption>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className={styles.stepColumn}>
              Step
            </th>
            <PersonHeads people={people} adopt={onAdopt && { label: ({ name }) => `Take all of ${name}`, onAdopt }} />
          </tr>
        </thead>
        <tbody>
          <Gap height={above} columns={people.length + 1} />
          {shown.map(({ index }) => {
            const row = rows[index];
            return (
              row && (
                <tr
                  key={row.node.id}
                  aria-rowindex={index + 2}
                  aria-current={index === place || undefined}
                  data-differs={row.disputed || undefined}
                  onClick={() => {
                    select(row.node.id);
                  }}
                >
                  <StepHead row={row} />
                  <MatrixCells node={row.node.id} people={people} />
                </tr>
              )
            );
          })}
          <Gap height={below} columns={people.length + 1} />
        </tbody>
      </table>
    </div>
  );
}

/** The room of the rows that are not drawn. */
function Gap({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden className={styles.gap}>
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}
