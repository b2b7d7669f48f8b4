import type { Command } from "@/lib/commands";

import {
  giveLabel,
  goToNextOpen,
  isOnStep,
  labelBefore,
  moveByNode,
  moveByStep,
  quote,
  selectedNode,
  showNextView,
  toggleAdvance,
  toggleNoError,
  togglePin,
  togglePlain,
} from "./acting";
import { SEARCH_ID, STEP_ID } from "./conversation/fields";
import { toggleFold } from "./conversation/opening";
import { takeSelection } from "./conversation/selecting";
import type { DeskCore } from "./desk";
import { isWrong, labelChoices, rightLabel } from "./labels";
import type { TraceNode } from "./types";

// What the keys do on the trace. What leads into a panel of the answer is offered there.

type More = Omit<Partial<Command>, "disabled"> & {
  /** Whether the command can be run now; asked when a key is pressed, so that commands need not be made anew. */
  when?: () => boolean;
};

function command(id: string, label: string, group: string, run: () => void, { when, ...more }: More = {}): Command {
  return {
    ...{ id: `trace.${id}`, label, group, run, ...more },
    get disabled() {
      return when?.() === false;
    },
  };
}

/** `hasRows`: a table of answers beside the trace is walked by the keys that otherwise go from step to step. */
export function traceCommands(desk: DeskCore, { hasRows = false } = {}): Command[] {
  return [
    ...(hasRows ? [] : stepCommands(desk)),
    ...walkCommands(desk),
    ...readCommands(desk),
    ...(desk.disabled ? [] : gradeCommands(desk)),
  ];
}

const STEPS = "Steps";

function stepCommands(desk: DeskCore): Command[] {
  return [
    command("next", "Next step", STEPS, () => moveByStep(desk, 1), { shortcut: "j" }),
    command("previous", "Previous step", STEPS, () => moveByStep(desk, -1), { shortcut: "k" }),
  ];
}

function walkCommands(desk: DeskCore): Command[] {
  return [
    command("next-node", "Next entry, graded or not", STEPS, () => moveByNode(desk, 1), { shortcut: "shift+j" }),
    command("previous-node", "Previous entry, graded or not", STEPS, () => moveByNode(desk, -1), {
      shortcut: "shift+k",
    }),
    command("go", "Go to a step by its number", STEPS, () => focus(STEP_ID), { shortcut: "g" }),
    ...(desk.disabled
      ? []
      : [command("next-open", "Next step without a label", STEPS, () => goToNextOpen(desk), { shortcut: "n" })]),
  ];
}

const READING = "Reading";

function readCommands(desk: DeskCore): Command[] {
  const { state } = desk;
  return [
    command("view", "Next view of the trace", READING, () => showNextView(desk), { shortcut: "v" }),
    command("search", "Search in the trace", READING, () => focus(SEARCH_ID), { shortcut: "/" }),
    command(
      "fold",
      "Fold or unfold the text",
      READING,
      withNode(desk, (node) => toggleFold(desk, node)),
      {
        shortcut: "o",
      },
    ),
    command("plain", "Text as it was written", READING, () => togglePlain(desk), { shortcut: "m" }),
    command("panel", "This step, or the whole trace", READING, () => togglePanel(desk), { shortcut: "b" }),
    command("escape", "Cancel what is being selected", READING, () => state.set({ picking: null }), {
      ...{ shortcut: "escape", hidden: true, when: () => state.get().picking !== null },
    }),
  ];
}

const LABELS = "Label";

function gradeCommands(desk: DeskCore): Command[] {
  const { act, read, trace } = desk;
  const onStep = { when: () => isOnStep(desk) };
  const withStep = (run: (node: TraceNode) => void) => withNode(desk, run);
  return [
    ...labelChoices(trace.settings).map(({ value, label, key }) =>
      command(
        `label-${String(value)}`,
        label,
        LABELS,
        withStep((node) => giveLabel(desk, node.id, value)),
        {
          ...{ ...(key && { shortcut: key }), ...onStep },
        },
      ),
    ),
    command(
      "unlabel",
      "Take the label away",
      LABELS,
      withStep((node) => giveLabel(desk, node.id, null)),
      {
        ...{ shortcut: "backspace", ...onStep },
      },
    ),
    ...(trace.settings.mode === "rate_all" && trace.settings.inherited
      ? [
          command("inherited", "Wrong only because of an earlier error", LABELS, withStep(toggleInherited), {
            ...{ shortcut: "i", when: () => isSelectedWrong(desk) },
          }),
        ]
      : []),
    command(
      "first-error",
      "The first error is here",
      LABELS,
      withStep((node) => togglePin(desk, node.id)),
      {
        ...{ shortcut: "f", ...onStep },
      },
    ),
    command("no-error", "No error in this trace", LABELS, () => toggleNoError(desk), { shortcut: "shift+n" }),
    ...(rightLabel(trace.settings) === null
      ? []
      : [
          command("label-before", "Unlabelled steps before this one are right", LABELS, withStep(rightenBefore), {
            ...{ shortcut: "a", ...onStep },
          }),
        ]),
    command("advance", "Go on to the next open step after a label", LABELS, () => toggleAdvance(desk), {
      shortcut: "shift+a",
    }),
    command("quote", "Quote the selected words as evidence", LABELS, () => quoteSelected(desk), {
      ...{ shortcut: "q", when: () => window.getSelection()?.isCollapsed === false },
    }),
  ];

  function rightenBefore({ id }: TraceNode) {
    labelBefore(desk, id);
  }

  function toggleInherited({ id }: TraceNode) {
    act({ type: "setInherited", node: id, inherited: read().steps[id]?.inherited !== true });
  }
}

function withNode(desk: DeskCore, run: (node: TraceNode) => void): () => void {
  return () => {
    const node = selectedNode(desk);
    if (node) run(node);
  };
}

function isSelectedWrong(desk: DeskCore): boolean {
  const node = selectedNode(desk);
  return node !== undefined && isWrong(desk.read().steps[node.id]?.label, desk.trace.settings);
}

function togglePanel({ state }: DeskCore): void {
  const panel = state.get().panel === "step" ? "trace" : "step";
  state.set({ panel, said: panel === "step" ? "This step" : "Whole trace" });
}

function quoteSelected(desk: DeskCore): void {
  const evidence = takeSelection(desk.trace);
  if (evidence) quote(desk, evidence);
  else desk.state.set({ said: "Select words in the text of a step first." });
}

function focus(id: string): void {
  document.getElementById(id)?.focus();
}
