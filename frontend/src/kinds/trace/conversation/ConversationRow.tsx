import { memo, type MouseEvent, useId } from "react";

import { sayWhere } from "../acting";
import { useDesk, useDeskState, useHandoff } from "../desk";
import { choiceOf } from "../labels";
import type { TraceNode } from "../types";
import { ContextBand } from "./ContextBand";
import styles from "./conversation.module.css";
import { HiddenRun } from "./HiddenRun";
import type { Row } from "./rows";
import { StepCard } from "./StepCard";

interface RowProps {
  row: Row;
  position: number;
  count: number;
}

/** A row is drawn again when what it shows changes, not with every scroll. */
export const ConversationRow = memo(function ConversationRow({ row, position, count }: RowProps) {
  switch (row.type) {
    case "node":
      return <NodeRow node={row.node} joined={row.joined} position={position} count={count} />;
    case "band":
      return (
        <article aria-label="Not graded" aria-posinset={position} aria-setsize={count}>
          <ContextBand row={row} />
        </article>
      );
    case "hidden":
      return (
        <article aria-label="Hidden run" aria-posinset={position} aria-setsize={count}>
          <HiddenRun />
        </article>
      );
  }
});

interface NodeRowProps {
  node: TraceNode;
  joined: boolean;
  position: number;
  count: number;
}

/** Takes from the answer what the card shows, so that a card is drawn again only when that changes. */
function NodeRow({ node, joined, position, count }: NodeRowProps) {
  const desk = useDesk();
  const { answer, trace, select, state } = desk;
  const selected = useDeskState((each) => each.selected === node.id);
  const handoff = useHandoff(node);
  const labelId = useId();
  const { first_error } = answer;
  const errorAt = first_error !== null && "node" in first_error ? first_error.node : null;
  const step = answer.steps[node.id];
  const tone = choiceOf(step?.label, trace.settings)?.tone;
  const isBeyond =
    trace.settings.mode === "first_error" &&
    errorAt !== null &&
    (trace.place.get(node.id) ?? 0) > (trace.place.get(errorAt) ?? Infinity);

  function takeOver() {
    if (state.get().selected !== node.id) select(node.id, { scroll: false });
  }

  function handleClick(event: MouseEvent) {
    // Whoever selects words for an error elsewhere means to stay there.
    if (state.get().picking || event.defaultPrevented) return;
    takeOver();
  }

  return (
    <article
      className={styles.card}
      aria-posinset={position}
      aria-setsize={count}
      aria-labelledby={labelId}
      aria-current={selected || undefined}
      tabIndex={selected ? 0 : -1}
      data-node-card={node.id}
      data-kind={node.kind}
      data-tone={tone}
      data-inherited={step?.inherited}
      data-step={trace.number.has(node.id) || undefined}
      data-context={node.context || undefined}
      data-joined={joined || undefined}
      data-beyond={isBeyond || undefined}
      data-selected={selected || undefined}
      onClick={handleClick}
      onFocus={() => {
        if (!state.get().picking) takeOver();
      }}
    >
      <span id={labelId} className="visually-hidden">
        {sayWhere(desk, node)}
      </span>
      <StepCard
        node={node}
        step={step}
        selected={selected}
        pinned={errorAt === node.id}
        beyond={isBeyond}
        errors={answer.errors.reduce((sum, error) => sum + (error.node === node.id ? 1 : 0), 0)}
        handoff={handoff}
      />
    </article>
  );
}
