import { type KeyboardEvent, useEffect, useRef } from "react";

import type { Scalar } from "@/lib/scales";

import styles from "./panels.module.css";

export interface Choice {
  value: Scalar;
  label: string;
  /** What the label means, shown beside it. */
  description?: string;
  /** Not on the scale: cannot assess, not applicable. */
  aside?: boolean;
}

interface ChoicesProps {
  label: string;
  choices: readonly Choice[];
  scalar: Scalar | undefined;
  disabled: boolean;
  /** Null: what was chosen is taken back. */
  onScalar: (scalar: Scalar | null) => void;
  /** One below the other, with their meanings. */
  stacked?: boolean;
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** Radio buttons: arrow keys walk, a click on the chosen one takes it back. */
export function Choices({ label, choices, scalar, disabled, onScalar, stacked }: ChoicesProps) {
  const group = useRef<HTMLDivElement>(null);
  const chosen = choices.findIndex(({ value }) => value === scalar);
  useEffect(() => {
    if (chosen < 0 || !group.current?.contains(document.activeElement)) return;
    group.current.querySelectorAll<HTMLElement>('[role="radio"]')[chosen]?.focus({ preventScroll: true });
  }, [chosen]);

  function handleKey(event: KeyboardEvent) {
    const step = STEPS[event.key];
    if (step === undefined || disabled || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const next = choices[chosen < 0 ? 0 : (chosen + step + choices.length) % choices.length];
    if (next) onScalar(next.value);
  }

  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={label}
      aria-disabled={disabled || undefined}
      className={styles.choices}
      data-stacked={stacked}
      onKeyDown={handleKey}
    >
      {choices.map((choice, at) => (
        <button
          key={String(choice.value)}
          type="button"
          role="radio"
          aria-checked={at === chosen}
          tabIndex={at === Math.max(chosen, 0) ? 0 : -1}
          disabled={disabled}
          className={styles.choice}
          data-aside={choice.aside}
          onClick={() => {
            onScalar(at === chosen ? null : choice.value);
          }}
        >
          <span className={styles.choiceLabel}>{choice.label}</span>
          {choice.description && <span className={styles.choiceHelp}>{choice.description}</span>}
        </button>
      ))}
    </div>
  );
}
