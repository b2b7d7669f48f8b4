import { memo } from "react";

import { Icon } from "@/ui/Icon";

import { agentColour } from "../colours/tones";
import { shownWords } from "../conversation/controls";
import { KindIcon } from "../conversation/KindIcon";
import { TraceWords } from "../conversation/TraceWords";
import { durationOf, type Trace } from "../steps";
import type { StepAnswer, TraceNode } from "../types";
import { type Span, spanWords } from "./axis";
import type { Columns } from "./columns";
import { FirstErrorPin, StepMark } from "./StepMark";
import styles from "./timeline.module.css";
import type { TreeRow } from "./tree";
import { fewDigits, isFailure, KIND_WORDS, snippetOf, tokenWords } from "./words";

const INDENT = 14;
/** Deeper nodes stand no further to the right, or nothing of them would be read. */
const DEEPEST_INDENT = 10;

interface GridRowProps {
  id: string;
  row: TreeRow;
  place: number;
  top: number;
  span: Span | undefined;
  said: StepAnswer | undefined;
  trace: Trace;
  columns: Columns;
  isSelected: boolean;
  isFirstError: boolean;
  onSelect: (id: string, how?: { scroll?: boolean }) => void;
  onToggle: (id: string) => void;
}

/** A node: its name in the tree, its figures, its bar. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { id, row, place, top, trace, columns, isSelected, isFirstError, onSelect } = props;
  const { node } = row;
  const duration = durationOf(node);
  return (
    <div
      id={id}
      className={styles.row}
      role="row"
      aria-level={row.depth + 1}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-rowindex={place + 2}
      aria-expanded={row.children > 0 ? row.open : undefined}
      aria-selected={isSelected}
      data-context={node.context || undefined}
      data-failed={isFailure(node) || undefined}
      data-first-error={isFirstError || undefined}
      style={{ transform: `translateY(${String(top)}px)` }}
      onClick={() => {
        onSelect(node.id, { scroll: false });
      }}
    >
      <div className={styles.left} role="presentation">
        <NameCell {...props} />
        {columns.duration && (
          <span className={styles.figure} role="gridcell">
            {duration === null ? "" : spanWords(duration)}
          </span>
        )}
        {columns.tokens && <TokensCell node={node} />}
      </div>
      <BarCell row={row} trace={trace} span={props.span} duration={duration} />
    </div>
  );
});

function NameCell({ row, said, trace, isFirstError, onToggle }: GridRowProps) {
  const { node } = row;
  const number = trace.number.get(node.id);
  const agent = trace.agentOf(node);
  return (
    <div className={styles.name} role="gridcell" style={{ paddingLeft: Math.min(row.depth, DEEPEST_INDENT) * INDENT }}>
      {row.children > 0 ? (
        <button
          type="button"
          className={styles.fold}
          tabIndex={-1}
          aria-label={row.open ? "Fold" : "Open"}
          onClick={(event) => {
            event.stopPropagation();
            onToggle(node.id);
          }}
        >
          <Icon name={row.open ? "down" : "right"} size={12} />
        </button>
      ) : (
        <span className={styles.fold} />
      )}
      <span className={styles.number}>{number ?? ""}</span>
      <span className={styles.kind} data-kind={node.kind}>
        <KindIcon kind={node.kind} />
        <span className={styles.kindWords}>{KIND_WORDS[node.kind]}</span>
      </span>
      {agent && (
        <span className={styles.agent} style={{ color: agentColour(trace, agent) }}>
          <TraceWords>{agent}</TraceWords>
        </span>
      )}
      <TraceWords className={styles.snippet}>{snippetOf(node)}</TraceWords>
      <span className={styles.marks}>
        {isFailure(node) && node.kind !== "error" && (
          <span className={styles.failed} title="Ended in an error">
            <Icon name="alert" size={13} />
            <span className="visually-hidden">Ended in an error</span>
          </span>
        )}
        {isFirstError && <FirstErrorPin />}
        <StepMark label={said?.label} inherited={said?.inherited} settings={trace.settings} />
      </span>
    </div>
  );
}

function TokensCell({ node: { tokens } }: { node: TraceNode }) {
  return (
    <span className={styles.figure} role="gridcell" title={tokens ? tokenWords(tokens) : undefined}>
      {tokens && (
        <>
          <span aria-hidden>
            {fewDigits(tokens.input)} / {fewDigits(tokens.output)}
          </span>
          <span className="visually-hidden">{tokenWords(tokens)}</span>
        </>
      )}
    </span>
  );
}

interface BarCellProps {
  row: TreeRow;
  trace: Trace;
  span: Span | undefined;
  duration: number | null;
}

function BarCell({ row: { node, children }, trace, span, duration }: BarCellProps) {
  const words = [
    KIND_WORDS[node.kind],
    shownWords(trace.agentOf(node)),
    duration === null ? "" : spanWords(duration),
    node.tokens ? `tokens: ${tokenWords(node.tokens)}` : "",
  ];
  return (
    <div className={styles.track} role="gridcell">
      {span ? (
        <span
          className={styles.span}
          data-kind={node.kind}
          data-parent={children > 0 || undefined}
          data-open-ended={!span.ended || undefined}
          title={words.filter(Boolean).join(", ")}
          style={{ left: `${String(100 * span.from)}%`, width: `${String(100 * (span.to - span.from))}%` }}
        />
      ) : (
        <span className={styles.noTime}>no time</span>
      )}
    </div>
  );
}
