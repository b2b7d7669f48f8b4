import { type KeyboardEvent, useEffect, useRef } from "react";

import type { Scalar } from "@/lib/scales";
import { KeyHint } from "@/ui/KeyHint";

import styles from "./panels.module.css";

export interface Choice<Value extends Scalar = Scalar> {
  value: Value;
  label: string;
  /** Written on the button where there is little room; the label is what is heard. */
  short?: string;
  /** What the label means, shown beside it. */
  description?: string;
  /** The key that chooses it. */
  shortcut?: string;
  /** Not on the scale: cannot assess, not applicable. */
  aside?: boolean;
  tone?: "right" | "neutral" | "wrong" | "cannot_verify";
}

interface ChoicesProps<Value extends Scalar> {
  label: string;
  choices: readonly Choice<Value>[];
  chosen: Value | null | undefined;
  disabled: boolean;
  /** Null: what was chosen is taken back. */
  onChoose: (value: Value | null) => void;
  /** `stacked`: one below the other, with their meanings. `pair`: in two columns. `tight`: small, in one row. */
  layout?: "row" | "stacked" | "pair" | "tight";
  id?: string;
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** Radio buttons: arrow keys walk, a click on the chosen one takes it back. */
export function Choices<Value extends Scalar>(props: ChoicesProps<Value>) {
  const { label, choices, chosen, disabled, onChoose, layout = "row", id } = props;
  const group = useRef<HTMLDivElement>(null);
  const at = choices.findIndex(({ value }) => value === chosen);
  useEffect(() => {
    if (at < 0 || !group.current?.contains(document.activeElement)) return;
    group.current.querySelectorAll<HTMLElement>('[role="radio"]')[at]?.focus({ preventScroll: true });
  }, [at]);

  function handleKey(event: KeyboardEvent) {
    const step = STEPS[event.key];
    if (step === undefined || disabled || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const next = choices[at < 0 ? 0 : (at + step + choices.length) % choices.length];
    if (next) onChoose(next.value);
  }

  return (
    <div
      ref={group}
      id={id}
      role="radiogroup"
      aria-label={label}
      aria-disabled={disabled || undefined}
      className={styles.choices}
      data-layout={layout}
      onKeyDown={handleKey}
    >
      {choices.map((choice, place) => (
        <ChoiceButton
          key={String(choice.value)}
          choice={choice}
          checked={place === at}
          focusable={place === Math.max(at, 0)}
          disabled={disabled}
          onClick={() => {
            onChoose(place === at ? null : choice.value);
          }}
        />
      ))}
    </div>
  );
}

interface ChoiceButtonProps {
  choice: Choice;
  checked: boolean;
  focusable: boolean;
  disabled: boolean;
  onClick: () => void;
}

function ChoiceButton({ choice, checked, focusable, disabled, onClick }: ChoiceButtonProps) {
  const { label, short, description, shortcut, aside, tone } = choice;
  return (
    <button
      type="button"
      role="radio"
      aria-checked={checked}
      aria-label={label}
      title={short === undefined ? undefined : label}
      tabIndex={focusable ? 0 : -1}
      disabled={disabled}
      className={styles.choice}
      data-aside={aside}
      data-tone={tone}
      onClick={onClick}
    >
      <span className={styles.choiceLabel}>{short ?? label}</span>
      {description && <span className={styles.choiceHelp}>{description}</span>}
      {shortcut && <KeyHint className={styles.choiceKey} keys={shortcut} />}
    </button>
  );
}
