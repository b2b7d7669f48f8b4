import { useMemo } from "react";

import { KeyHint } from "@/ui/KeyHint";

import { giveLabel, togglePin } from "../acting";
import { useDeskCore } from "../desk";
import { isWrong, labelChoices } from "../labels";
import { StepMark } from "../timeline/StepMark";
import type { StepAnswer } from "../types";
import styles from "./conversation.module.css";
import { ToneSign } from "./ToneSign";

interface LabelButtonsProps {
  node: string;
  step: StepAnswer | undefined;
  selected: boolean;
  /** Nothing is asked here, so the buttons step back. */
  beyond: boolean;
}

const MOST_BUTTONS = 5;

/** The labels of a step on its card. A second press takes a label away. */
export function LabelButtons({ node, step, selected, beyond }: LabelButtonsProps) {
  const desk = useDeskCore();
  const { settings } = desk.trace;
  const choices = useMemo(() => labelChoices(settings), [settings]);
  // A long scale has no room on a card; the panel beside it has.
  if (desk.disabled || choices.length > MOST_BUTTONS + 1) {
    return <StepMark label={step?.label} settings={settings} inherited={step?.inherited} withWords />;
  }
  return (
    <span className={styles.labels} role="group" aria-label="Label" data-beyond={beyond || undefined}>
      {choices.map(({ value, label, key, tone }) => (
        <button
          key={String(value)}
          type="button"
          className={styles.label}
          data-tone={tone}
          aria-label={label}
          aria-pressed={step?.label === value}
          tabIndex={selected ? 0 : -1}
          title={key ? `${label} (${key.toUpperCase()})` : label}
          onClick={() => {
            giveLabel(desk, node, step?.label === value ? null : value);
          }}
        >
          <ToneSign tone={tone} />
          {selected && key && <KeyHint keys={key} />}
        </button>
      ))}
      {settings.mode === "rate_all" && settings.inherited && isWrong(step?.label, settings) && (
        <InheritedButton node={node} on={step?.inherited === true} selected={selected} />
      )}
      <PinButton node={node} selected={selected} />
    </span>
  );
}

function InheritedButton({ node, on, selected }: { node: string; on: boolean; selected: boolean }) {
  const { act } = useDeskCore();
  return (
    <button
      type="button"
      className={styles.label}
      data-tone="wrong"
      aria-pressed={on}
      tabIndex={selected ? 0 : -1}
      title="Wrong only because of an earlier error (I)"
      onClick={() => {
        act({ type: "setInherited", node, inherited: !on });
      }}
    >
      inherited
      {selected && <KeyHint keys="i" />}
    </button>
  );
}

function PinButton({ node, selected }: { node: string; selected: boolean }) {
  const desk = useDeskCore();
  return (
    <button
      type="button"
      className={styles.label}
      data-tone="pin"
      aria-label="First error here"
      tabIndex={selected ? 0 : -1}
      title="The first error is here (F)"
      onClick={() => {
        togglePin(desk, node);
      }}
    >
      <ToneSign tone="pin" />
      {selected && <KeyHint keys="f" />}
    </button>
  );
}
