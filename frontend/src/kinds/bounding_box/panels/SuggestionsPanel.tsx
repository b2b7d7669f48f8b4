import { Button, Slider } from "@mantine/core";

import { count, counted } from "@/lib/format";

import { titleOf } from "../labels";
import { type Stage, useStage, useStageState } from "../stage";
import { acceptSuggested, openOn, rejectSuggested, reopenSuggestions, stepSuggestion } from "../suggesting";
import { isAcceptable } from "../suggestions";
import type { Box } from "../types";
import { Panel } from "./Panel";
import styles from "./panels.module.css";

/** What a model proposes: taken over or turned down, one by one or all that are shown. */
export function SuggestionsPanel() {
  const stage = useStage();
  const threshold = useStageState((state) => state.threshold);
  const { suggestion, answer } = stage;
  if (!suggestion || suggestion.boxes.length === 0) return null;
  const open = openOn(stage, answer);
  const ids = new Set(suggestion.boxes.map(({ id }) => id));
  const taken = new Set(answer.boxes.flatMap(({ suggested }) => suggested ?? []).filter((id) => ids.has(id))).size;
  const rejected = (answer.rejected ?? []).filter((id) => ids.has(id)).length;
  return (
    <Panel title="Suggestions" aside={<span className={styles.count}>{count(open.length)} open</span>}>
      <div className={styles.slider}>
        <span>Confidence from</span>
        <Slider
          size="sm"
          min={0}
          max={100}
          thumbLabel="Least confidence of suggestions"
          label={(value) => `${String(value)} %`}
          value={Math.round(100 * threshold)}
          onChange={(value) => {
            stage.state.set({ threshold: value / 100 });
          }}
        />
      </div>
      <p className={styles.quiet} role="status">
        {sayCounts(suggestion.boxes.length, open.length, taken, rejected)}
      </p>
      <Walk stage={stage} open={open} />
      <div className={styles.pair}>
        <Button
          size="compact-sm"
          px={6}
          variant="default"
          disabled={stage.disabled || !open.some((box) => isAcceptable(box, stage.context.settings))}
          onClick={() => {
            acceptSuggested(
              stage,
              open.map(({ id }) => id),
            );
          }}
        >
          Accept all
        </Button>
        <Button
          size="compact-sm"
          px={6}
          variant="default"
          disabled={stage.disabled || open.length === 0}
          onClick={() => {
            rejectSuggested(
              stage,
              open.map(({ id }) => id),
            );
          }}
        >
          Reject all
        </Button>
      </div>
      {!stage.disabled && rejected > 0 && (
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            reopenSuggestions(stage);
          }}
        >
          Bring back {counted(rejected, "rejected one")}
        </Button>
      )}
    </Panel>
  );
}

function sayCounts(all: number, open: number, taken: number, rejected: number): string {
  const below = Math.max(0, all - open - taken - rejected);
  const parts = [`${count(taken)} accepted`, `${count(rejected)} rejected`];
  if (below > 0) parts.push(`${count(below)} less confident`);
  return `Of ${counted(all, "box", "boxes")}: ${parts.join(", ")}.`;
}

/** The one that the keys act on. */
function Walk({ stage, open }: { stage: Stage; open: readonly Box[] }) {
  const current = useStageState((state) => state.suggested);
  const box = open.find(({ id }) => id === current);
  return (
    <>
      <p className={styles.current}>{box ? sayBox(stage, box) : "None is chosen."}</p>
      <div className={styles.walk}>
        <WalkButton
          label="Previous"
          disabled={open.length === 0}
          onClick={() => {
            stepSuggestion(stage, -1);
          }}
        />
        <WalkButton
          label="Next"
          disabled={open.length === 0}
          onClick={() => {
            stepSuggestion(stage, 1);
          }}
        />
        <WalkButton
          label="Accept"
          disabled={stage.disabled || !box || !isAcceptable(box, stage.context.settings)}
          onClick={() => {
            if (box) acceptSuggested(stage, [box.id]);
          }}
        />
        <WalkButton
          label="Reject"
          disabled={stage.disabled || !box}
          onClick={() => {
            if (box) rejectSuggested(stage, [box.id]);
          }}
        />
      </div>
    </>
  );
}

function sayBox({ context }: Stage, box: Box): string {
  const { settings } = context;
  const score = box.score === undefined ? "" : `, ${String(Math.round(100 * box.score))} % confident`;
  const closed = isAcceptable(box, settings) ? "" : ". This label is no longer drawn: reject it";
  return `${titleOf(settings, box.label)}${score}${closed}`;
}

function WalkButton({ label, disabled, onClick }: { label: string; disabled: boolean; onClick: () => void }) {
  return (
    <Button size="compact-sm" px={6} variant="default" disabled={disabled} onClick={onClick}>
      {label}
    </Button>
  );
}
