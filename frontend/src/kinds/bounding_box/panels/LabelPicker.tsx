import { Button, UnstyledButton } from "@mantine/core";
import { type KeyboardEvent, useMemo, useState } from "react";

import { count, counted } from "@/lib/format";
import { useCommands } from "@/ui/CommandProvider";
import { Icon } from "@/ui/Icon";
import { Keys } from "@/ui/Keys";

import { setLabel } from "../acting";
import { drawable } from "../labels";
import { useStage, useStageState } from "../stage";
import type { Label } from "../types";
import { countsByLabel } from "./counting";
import { LabelPalette } from "./LabelPalette";
import { Panel, Swatch } from "./Panel";
import styles from "./panels.module.css";

const FIND_KEY = "/";
/** More labels than this are not all listed: they are found by their names. */
const MOST_LISTED = 12;

/** The label to draw with. What is selected takes it, too. */
export function LabelPicker() {
  const stage = useStage();
  const { settings } = stage.context;
  const current = useStageState((state) => state.label);
  const selected = useStageState((state) => state.selection.length);
  const [finding, setFinding] = useState(false);
  const labels = useMemo(() => drawable(settings), [settings]);
  const counts = useMemo(() => countsByLabel(stage.answer.boxes, settings), [stage.answer.boxes, settings]);
  useFindCommand(stage.disabled || labels.length === 0, setFinding);
  if (labels.length === 0) {
    return (
      <Panel title="Labels">
        <p className={styles.quiet}>This project has no labels yet, so nothing can be drawn.</p>
      </Panel>
    );
  }
  return (
    <Panel
      title="Labels"
      aside={
        <FindButton
          count={labels.length}
          disabled={stage.disabled}
          onClick={() => {
            setFinding(true);
          }}
        />
      }
    >
      <LabelButtons labels={listed(labels, current, counts)} current={current} counts={counts} />
      {!stage.disabled && <p className={styles.quiet}>{sayEffect(selected)}</p>}
      <LabelPalette
        opened={finding}
        labels={labels}
        counts={counts}
        onPick={(key) => {
          setLabel(stage, key);
        }}
        onClose={() => {
          setFinding(false);
        }}
      />
    </Panel>
  );
}

function sayEffect(selected: number): string {
  if (selected === 0) return "For the next box.";
  return `For ${selected === 1 ? "the selected box" : `all ${count(selected)} selected boxes`} and the next.`;
}

function useFindCommand(disabled: boolean, open: (finding: boolean) => void): void {
  const commands = useMemo(
    () => [
      {
        id: "bounding_box.find_label",
        label: "Find a label",
        shortcut: FIND_KEY,
        group: "Labels",
        disabled,
        run: () => {
          open(true);
        },
      },
    ],
    [disabled, open],
  );
  useCommands(commands);
}

/** All of a few; of many, those with keys, those in use and the current one. */
function listed(labels: Label[], current: string | null, counts: ReadonlyMap<string, number>): Label[] {
  if (labels.length <= MOST_LISTED) return labels;
  const near = labels.filter((label) => label.shortcut !== null || counts.has(label.key));
  const shown = new Set(near.slice(0, MOST_LISTED));
  return labels.filter((label) => shown.has(label) || label.key === current);
}

function FindButton({ count: all, disabled, onClick }: { count: number; disabled: boolean; onClick: () => void }) {
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      disabled={disabled}
      leftSection={<Icon name="search" size={13} />}
      rightSection={<Keys shortcut={FIND_KEY} />}
      aria-label={`Find among ${counted(all, "label")}`}
      onClick={onClick}
    >
      {all > MOST_LISTED ? `All ${count(all)}` : "Find"}
    </Button>
  );
}

interface LabelButtonsProps {
  labels: readonly Label[];
  current: string | null;
  counts: ReadonlyMap<string, number>;
}

const STEPS: Record<string, number> = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };

function LabelButtons({ labels, current, counts }: LabelButtonsProps) {
  const stage = useStage();
  const focusable = labels.some(({ key }) => key === current) ? current : labels[0]?.key;

  /** Arrows only move the focus: picking gives the label to what is selected. */
  function handleKey(event: KeyboardEvent<HTMLDivElement>) {
    const step = STEPS[event.key];
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="radio"]')];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  }

  return (
    <div role="radiogroup" aria-label="Label to draw with" className={styles.labels} onKeyDown={handleKey}>
      {labels.map((label) => (
        <UnstyledButton
          key={label.key}
          role="radio"
          aria-checked={label.key === current}
          tabIndex={label.key === focusable ? 0 : -1}
          className={styles.label}
          disabled={stage.disabled}
          onClick={() => {
            setLabel(stage, label.key);
          }}
        >
          <Swatch colour={label.colour} />
          <span className={styles.labelTitle}>{label.title}</span>
          <span className={styles.count} aria-label={counted(counts.get(label.key) ?? 0, "box", "boxes")}>
            {count(counts.get(label.key) ?? 0)}
          </span>
          {label.shortcut !== null && <Keys shortcut={label.shortcut} />}
        </UnstyledButton>
      ))}
    </div>
  );
}
