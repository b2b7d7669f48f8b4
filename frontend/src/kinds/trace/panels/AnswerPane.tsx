import { Tabs } from "@mantine/core";
import { type KeyboardEvent, useMemo, useState } from "react";

import { useCommands } from "@/ui/CommandProvider";

import { type Desk, useDesk, useDeskCore, useDeskState } from "../desk";
import { newId } from "../ids";
import { CodePalette } from "./CodePalette";
import { panelCommands } from "./commands";
import { useFirstProblem } from "./going";
import { NodePanel } from "./NodePanel";
import { errorCardId, focusField, type Opening, OpeningContext } from "./opening";
import { Key } from "./Panel";
import styles from "./panels.module.css";
import { TracePanel } from "./TracePanel";

/** The right side: what is asked of the selected step, and of the trace as a whole. */
export function AnswerPane() {
  const desk = useDesk();
  const [finding, setFinding] = useState<{ error: string | null } | null>(null);
  const [rewriting, setRewriting] = useState<string | null>(null);
  const opening = useMemo<Opening>(
    () => ({
      findCode: (error) => {
        setFinding({ error });
      },
      rewriting,
      rewrite: setRewriting,
    }),
    [rewriting],
  );
  usePanelCommands(opening);
  useFirstProblem();
  const { taxonomy } = desk.trace.settings;
  return (
    <OpeningContext value={opening}>
      <PanelTabs />
      {taxonomy !== null && (
        <CodePalette
          opened={finding !== null}
          taxonomy={taxonomy}
          error={finding?.error ?? null}
          onPick={(code, severity) => {
            setFinding(null);
            keepCode(desk, finding?.error ?? null, code, severity);
          }}
          onClose={() => {
            setFinding(null);
          }}
        />
      )}
    </OpeningContext>
  );
}

function PanelTabs() {
  const { state } = useDeskCore();
  const panel = useDeskState((each) => each.panel);
  return (
    <section className={styles.pane} aria-label="Your answer" onKeyDown={leaveText}>
      <Tabs
        value={panel}
        keepMounted={false}
        className={styles.tabs}
        onChange={(next) => {
          if (next === "step" || next === "trace") state.set({ panel: next });
        }}
      >
        <Tabs.List grow>
          <Tabs.Tab value="step">This step</Tabs.Tab>
          <Tabs.Tab value="trace" rightSection={<Key shortcut="b" />}>
            Whole trace
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="step" className={styles.column} tabIndex={0}>
          <NodePanel />
        </Tabs.Panel>
        <Tabs.Panel value="trace" className={styles.column} tabIndex={0}>
          <TracePanel />
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}

/** Out of the text, so that keys act on the trace again. */
function leaveText({ key, target }: KeyboardEvent): void {
  if (key === "Escape" && target instanceof HTMLTextAreaElement) target.blur();
}

function usePanelCommands(opening: Opening): void {
  const core = useDeskCore();
  const commands = useMemo(() => (core.disabled ? [] : panelCommands(core, opening)), [core, opening]);
  useCommands(commands);
}

/** Changes what an error is, or adds one at the selected node; then its card gets the focus. */
function keepCode({ act, state }: Desk, error: string | null, code: string, severity: string | null): void {
  const { selected } = state.get();
  const id = error ?? newId();
  const change = { code, ...(severity !== null && { severity }) };
  if (error !== null) act({ type: "changeError", id, change });
  else if (selected !== null) act({ type: "addError", id, node: selected, ...change });
  state.set({ panel: "step" });
  focusField(errorCardId(id));
}
