import { Chip, Group, Select } from "@mantine/core";
import { useMemo, useState } from "react";

import { count, counted } from "@/lib/format";

import { labelOf } from "../labels";
import { useStage } from "../stage";
import { BoxGrid } from "./BoxGrid";
import { countsByLabel } from "./counting";
import { Panel } from "./Panel";
import styles from "./panels.module.css";
import { faultyIn, type Order, ORDERS, rowsOf } from "./rows";

/** Where nothing can be changed, nobody is asked to mend anything. */
const NONE: ReadonlySet<string> = new Set();

/** All boxes of the answer, in step with the picture. */
export function ObjectList() {
  const { answer, context, disabled, problems } = useStage();
  const { settings } = context;
  const [order, setOrder] = useState<Order>("drawn");
  const [label, setLabel] = useState<string | null>(null);
  const [onlyFaulty, setOnlyFaulty] = useState(false);
  const { boxes } = answer;
  const faulty = useMemo(
    () => (disabled ? NONE : faultyIn(boxes, settings, problems)),
    [disabled, boxes, settings, problems],
  );
  const sieve = { label, faulty: onlyFaulty && faulty.size > 0 ? faulty : null };
  const rows = useMemo(
    () => rowsOf(boxes, settings, order, { label: sieve.label, faulty: sieve.faulty }),
    [boxes, settings, order, sieve.label, sieve.faulty],
  );
  return (
    <Panel
      title="Boxes"
      aside={
        <Group gap={8}>
          {faulty.size > 0 && (
            <Chip size="xs" checked={onlyFaulty} onChange={setOnlyFaulty}>
              {counted(faulty.size, "problem")}
            </Chip>
          )}
          <span className={styles.count}>{count(boxes.length)}</span>
        </Group>
      }
    >
      {boxes.length > 0 && (
        <Group gap={6} wrap="nowrap" grow>
          <Select
            size="xs"
            rightSectionWidth={22}
            aria-label="Order of the boxes"
            data={ORDERS}
            value={order}
            allowDeselect={false}
            onChange={(next) => {
              if (next) setOrder(next);
            }}
          />
          <LabelFilter value={label} onChange={setLabel} />
        </Group>
      )}
      {rows.length > 0 ? (
        <BoxGrid rows={rows} faulty={faulty} />
      ) : (
        <p className={styles.quiet}>{boxes.length === 0 ? "No boxes yet." : "No box fits."}</p>
      )}
    </Panel>
  );
}

function LabelFilter({ value, onChange }: { value: string | null; onChange: (label: string | null) => void }) {
  const { answer, context } = useStage();
  const counts = useMemo(() => countsByLabel(answer.boxes, context.settings), [answer.boxes, context.settings]);
  const data = [...counts].map(([key, boxes]) => ({
    value: key,
    label: `${labelOf(context.settings, key)?.title ?? key} (${count(boxes)})`,
  }));
  return (
    <Select
      size="xs"
      rightSectionWidth={value === null ? 22 : undefined}
      aria-label="Only boxes with the label"
      placeholder="All labels"
      clearable
      searchable={data.length > 10}
      data={data}
      value={value !== null && counts.has(value) ? value : null}
      onChange={onChange}
    />
  );
}
