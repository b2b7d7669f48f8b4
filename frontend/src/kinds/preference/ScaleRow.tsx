import { Tooltip } from "@mantine/core";
import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";

import styles from "./answer.module.css";

export interface ScaleChoice {
  id: string;
  label: string;
  /** What is written on the button when the label is too long for it. */
  short?: string;
  /** Written instead where there is little room. */
  narrow?: string;
  hint?: string;
  shortcut?: string;
  /** Beside the scale, not on it: cannot assess, not applicable, both bad. */
  aside?: boolean;
  /** Which side it speaks for, to colour it. */
  side?: "left" | "right" | "middle";
}

interface ScaleRowProps {
  label: string;
  choices: ScaleChoice[];
  selected: string | null;
  /** Null: what was chosen is taken back. */
  onSelect: (id: string | null) => void;
  disabled?: boolean;
  invalid?: boolean;
  layout?: "even" | "wrap";
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** One scale as a group of radio buttons in a row: arrow keys walk, a click on the chosen one takes it back. */
export function ScaleRow({ label, choices, selected, onSelect, disabled, invalid, layout = "even" }: ScaleRowProps) {
  const group = useRef<HTMLDivElement>(null);
  const focusable = selected ?? choices[0]?.id;
  useFocusOnChosen(group, selected);

  function handleKey(event: KeyboardEvent) {
    const step = STEPS[event.key];
    if (step === undefined || disabled || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const at = choices.findIndex((choice) => choice.id === focusable);
    const to = selected === null ? at : (at + step + choices.length) % choices.length;
    const next = choices[to];
    if (!next) return;
    onSelect(next.id);
  }

  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={label}
      aria-invalid={invalid || undefined}
      aria-disabled={disabled || undefined}
      className={styles.scale}
      data-layout={layout}
      onKeyDown={handleKey}
    >
      {choices.map((choice) => (
        <ScaleButton
          key={choice.id}
          choice={choice}
          checked={choice.id === selected}
          focusable={choice.id === focusable}
          disabled={disabled}
          onClick={() => {
            onSelect(choice.id === selected ? null : choice.id);
          }}
        />
      ))}
    </div>
  );
}

/** The focus goes with the choice, whichever way it was made. */
function useFocusOnChosen(group: RefObject<HTMLDivElement | null>, selected: string | null): void {
  useEffect(() => {
    if (selected === null || !group.current?.contains(document.activeElement)) return;
    group.current.querySelector<HTMLElement>('[aria-checked="true"]')?.focus({ preventScroll: true });
  }, [group, selected]);
}

interface ScaleButtonProps {
  choice: ScaleChoice;
  checked: boolean;
  focusable: boolean;
  disabled?: boolean;
  onClick: () => void;
}

function ScaleButton({ choice, checked, focusable, disabled, onClick }: ScaleButtonProps) {
  const hint = choice.hint ?? (choice.short === undefined ? undefined : choice.label);
  const button = (
    <button
      type="button"
      role="radio"
      aria-checked={checked}
      aria-label={choice.label}
      tabIndex={focusable ? 0 : -1}
      disabled={disabled}
      className={styles.choice}
      data-aside={choice.aside}
      data-side={choice.side}
      onClick={onClick}
    >
      <span className={styles.choiceText} data-narrowed={choice.narrow !== undefined}>
        {choice.short ?? choice.label}
      </span>
      {choice.narrow !== undefined && <span className={styles.choiceNarrow}>{choice.narrow}</span>}
      {choice.shortcut && (
        <span className={styles.choiceKey} aria-hidden>
          {choice.shortcut}
        </span>
      )}
    </button>
  );
  return hint ? (
    <Tooltip label={hint} openDelay={300}>
      {button}
    </Tooltip>
  ) : (
    button
  );
}
