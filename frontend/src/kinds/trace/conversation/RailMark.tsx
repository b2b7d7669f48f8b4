import { memo } from "react";

import type { DeskCore } from "../desk";
import styles from "./rail.module.css";
import { type Sign, ToneSign } from "./ToneSign";

interface RailMarkProps {
  id: string;
  top: number;
  node: string;
  number: number;
  count: number;
  /** What the mark says, for those who hear it. */
  words: string;
  /** The label, or the pin of the first error; missing while nothing is said. */
  sign: Sign | undefined;
  /** Said by the answers that are compared, not by the one that is written. */
  isOthers: boolean;
  inherited: boolean;
  isCall: boolean;
  /** The answers that are compared differ here. */
  isDisputed: boolean;
  isAsked: boolean;
  isSelected: boolean;
  onSelect: DeskCore["select"];
}

/** A step on the rail: its number, a dot for a tool call, and its label as a sign. */
export const RailMark = memo(function RailMark({ id, top, node, number, count, onSelect, ...step }: RailMarkProps) {
  const { sign, isSelected, words } = step;
  return (
    <div
      id={id}
      role="option"
      className={styles.mark}
      style={{ transform: `translateY(${top}px)` }}
      aria-selected={isSelected}
      aria-setsize={count}
      aria-posinset={number}
      aria-label={words}
      data-sign={sign}
      data-others={step.isOthers || undefined}
      data-inherited={step.inherited || undefined}
      data-asked={step.isAsked}
      data-disputed={step.isDisputed || undefined}
      title={words}
      onClick={() => {
        onSelect(node);
      }}
    >
      <span className={styles.dot} data-call={step.isCall || undefined} />
      <span className={styles.number}>{number}</span>
      <span className={styles.sign}>{sign && <ToneSign tone={sign} size={11} />}</span>
    </div>
  );
});
