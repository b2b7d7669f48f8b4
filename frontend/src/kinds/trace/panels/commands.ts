import type { Command } from "@/lib/commands";

import type { DeskCore } from "../desk";
import type { TraceNode } from "../types";
import { FIELDS, focusField, type Opening } from "./opening";

const GROUP = "Grading";

/** Keys that lead into a panel; labels and walking have their own. */
export function panelCommands(desk: DeskCore, opening: Opening): Command[] {
  const { settings } = desk.trace;
  const into = (panel: "step" | "trace", field: string) => {
    desk.state.set({ panel });
    focusField(field);
  };
  const withStep = (act: (node: TraceNode) => void) => () => {
    const node = selectedStep(desk);
    if (node) act(node);
  };
  const commands: (Command & { isOffered?: boolean })[] = [
    {
      ...{ id: "trace.add-error", label: "Add an error at this step", shortcut: "x" },
      isOffered: settings.taxonomy !== null,
      run: () => {
        if (desk.state.get().selected !== null) opening.findCode(null);
      },
    },
    {
      ...{ id: "trace.rewrite", label: "Suggest a better version of this step", shortcut: "e" },
      isOffered: settings.rewrites,
      run: withStep((node) => {
        opening.rewrite(node.id);
        into("step", FIELDS.rewrite);
      }),
    },
    {
      ...{ id: "trace.tool-verdict", label: "Verdict on this tool call", shortcut: "t" },
      isOffered: settings.tool_calls.verdict,
      run: () => {
        into("step", FIELDS.toolVerdict);
      },
    },
    {
      ...{ id: "trace.comment", label: "Comment on this step", shortcut: "c" },
      run: () => {
        into("step", FIELDS.comment);
      },
    },
    {
      ...{ id: "trace.rationale", label: "Write the rationale", shortcut: "r" },
      run: () => {
        into("trace", FIELDS.rationale);
      },
    },
  ];
  return commands
    .filter(({ isOffered = true }) => isOffered)
    .map(({ isOffered: _, ...command }) => ({ ...command, group: GROUP }));
}

function selectedStep({ state, trace }: DeskCore): TraceNode | undefined {
  const { selected } = state.get();
  return trace.steps.find(({ id }) => id === selected);
}
