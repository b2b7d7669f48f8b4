import { memo } from "react";

import type { DeskCore } from "../desk";
import type { Tone } from "../labels";
import styles from "./rail.module.css";
import { ToneSign } from "./ToneSign";

interface RailMarkProps {
  id: string;
  top: number;
  node: string;
  number: number;
  count: number;
  /** What the mark says, for those who hear it. */
  words: string;
  /** Missing while the step has no label. */
  tone: Tone | undefined;
  inherited: boolean;
  isCall: boolean;
  isPinned: boolean;
  isAsked: boolean;
  isSelected: boolean;
  onSelect: DeskCore["select"];
}

/** A step on the rail: its number, a dot for a tool call, and its label as a sign. */
export const RailMark = memo(function RailMark({ id, top, node, number, count, onSelect, ...step }: RailMarkProps) {
  const { tone, isPinned, isSelected } = step;
  return (
    <div
      id={id}
      role="option"
      className={styles.mark}
      style={{ transform: `translateY(${top}px)` }}
      aria-selected={isSelected}
      aria-setsize={count}
      aria-posinset={number}
      aria-label={`${step.words}${isPinned ? ", first error" : ""}${tone ? "" : ", no label"}`}
      data-tone={tone}
      data-inherited={step.inherited || undefined}
      data-asked={step.isAsked}
      data-pinned={isPinned || undefined}
      title={step.words}
      onClick={() => {
        onSelect(node);
      }}
    >
      <span className={styles.dot} data-call={step.isCall || undefined} />
      <span className={styles.number}>{number}</span>
      <span className={styles.sign}>
        {isPinned ? <ToneSign tone="pin" size={11} /> : tone && <ToneSign tone={tone} size={11} />}
      </span>
    </div>
  );
});
