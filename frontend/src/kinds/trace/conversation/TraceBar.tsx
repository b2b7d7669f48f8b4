import { Tooltip } from "@mantine/core";
import type { KeyboardEvent } from "react";

import { type Command, shortcutKeys } from "@/lib/commands";

import { goToStep } from "../acting";
import { TRACE_VIEWS, useDeskCore, useDeskState } from "../desk";
import styles from "./bar.module.css";
import { STEP_ID, VIEW_ID } from "./fields";
import { SearchField } from "./SearchField";

export type Toggle = Command & { active: boolean; short: string };

/** Which view, where one is, the search, and how the text is shown. */
export function TraceBar({ toggles }: { toggles: readonly Toggle[] }) {
  return (
    <div className={styles.bar}>
      <Views />
      <StepNumber />
      <SearchField />
      <div className={styles.toggles} role="group" aria-label="Reading">
        {toggles.map((toggle) => (
          <Tooltip key={toggle.id} label={`${toggle.label} (${shortcutKeys(toggle.shortcut ?? "").join(" ")})`}>
            <button type="button" className={styles.toggle} aria-pressed={toggle.active} onClick={toggle.run}>
              {toggle.short}
            </button>
          </Tooltip>
        ))}
      </div>
    </div>
  );
}

function Views() {
  const { state } = useDeskCore();
  const view = useDeskState((each) => each.view);

  function handleKey(event: KeyboardEvent<HTMLDivElement>) {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const at = TRACE_VIEWS.findIndex(({ value }) => value === view);
    const next = TRACE_VIEWS[(at + by + TRACE_VIEWS.length) % TRACE_VIEWS.length];
    if (!next) return;
    state.set({ view: next.value });
    event.currentTarget.querySelector<HTMLElement>(`[data-view="${next.value}"]`)?.focus();
  }

  return (
    <div className={styles.views} role="tablist" aria-label="View of the trace" onKeyDown={handleKey}>
      {TRACE_VIEWS.map(({ value, label }) => (
        <button
          key={value}
          type="button"
          role="tab"
          data-view={value}
          className={styles.view}
          aria-selected={view === value}
          aria-controls={VIEW_ID}
          tabIndex={view === value ? 0 : -1}
          onClick={() => {
            state.set({ view: value });
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** The number of the selected step, to be typed over. */
function StepNumber() {
  const desk = useDeskCore();
  const { trace } = desk;
  const number = useDeskState((state) => (state.selected === null ? undefined : trace.number.get(state.selected)));

  function handleKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    const wanted = Number(event.currentTarget.value);
    event.currentTarget.value = String(number ?? "");
    event.currentTarget.blur();
    if (event.key === "Enter" && Number.isFinite(wanted) && wanted > 0) goToStep(desk, wanted);
  }

  return (
    <label className={styles.step}>
      Step
      <input
        // A number that comes from elsewhere takes the place of one that was only begun.
        key={number}
        id={STEP_ID}
        type="text"
        inputMode="numeric"
        defaultValue={number ?? ""}
        aria-label="Go to step"
        onFocus={(event) => {
          event.currentTarget.select();
        }}
        onKeyDown={handleKey}
      />
      of {trace.steps.length}
    </label>
  );
}
