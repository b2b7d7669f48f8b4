import { counted } from "@/lib/format";

import type { FoundEvidence } from "./actions";
import { shownWords } from "./conversation/controls";
import { type DeskCore, TRACE_VIEWS } from "./desk";
import { choiceOf, rightLabel } from "./labels";
import { isRunHidden, shownNodes } from "./plan";
import { remember } from "./remembering";
import { KIND_WORDS, placeWords } from "./timeline/words";
import type { Label, TraceNode } from "./types";
import { nextOpen, nodeBeside, openSteps, stepBeside } from "./walking";

// What a person does at the desk, whether by key, by click or from a list. All of it reads the latest answer, since
// keys may come faster than the screen.

/** The nodes that may be seen now. */
export function shownNow({ trace, read, state, disabled }: DeskCore): readonly TraceNode[] {
  return shownNodes(trace, !disabled && isRunHidden(trace, read(), state.get().revealed));
}

export function selectedNode({ trace, state }: DeskCore): TraceNode | undefined {
  const { selected } = state.get();
  return selected === null ? undefined : trace.byId.get(selected);
}

/** Whether what is selected can have a label. */
export function isOnStep(desk: DeskCore): boolean {
  const { selected } = desk.state.get();
  return selected !== null && desk.trace.number.has(selected);
}

/** Where one is, for those who hear the page: "Step 4 of 12, tool call, Coder, right". */
export function sayWhere(desk: DeskCore, node: TraceNode): string {
  const { trace } = desk;
  const label = choiceOf(desk.read().steps[node.id]?.label, trace.settings)?.label.toLowerCase();
  const place = placeWords(trace, node.id);
  const of = trace.number.has(node.id) ? ` of ${trace.steps.length}` : "";
  const agent = shownWords(trace.agentOf(node));
  return [`${place}${of}`, KIND_WORDS[node.kind].toLowerCase(), agent, label].filter(Boolean).join(", ");
}

function goTo(desk: DeskCore, node: TraceNode | null | undefined, otherwise: string): void {
  if (!node) {
    desk.state.set({ said: otherwise });
    return;
  }
  const { panel } = desk.state.get();
  desk.select(node.id);
  // Walking through the steps does not close what is said of the whole trace.
  desk.state.set({ panel, said: sayWhere(desk, node) });
}

export function moveByStep(desk: DeskCore, by: 1 | -1): void {
  const next = stepBeside(desk.trace, desk.state.get().selected, by, shownNow(desk));
  goTo(desk, next, by === 1 ? "No step comes after this one." : "No step comes before this one.");
}

export function moveByNode(desk: DeskCore, by: 1 | -1): void {
  const next = nodeBeside(desk.trace, desk.state.get().selected, by, shownNow(desk));
  goTo(desk, next, by === 1 ? "This is the end of the trace." : "This is the beginning of the trace.");
}

export function goToNextOpen(desk: DeskCore): void {
  const id = nextOpen(desk.trace, desk.read(), desk.state.get().selected, shownNow(desk));
  goTo(desk, id === null ? null : desk.trace.byId.get(id), "Every step that is asked for has a label.");
}

/** Steps are counted from 1; a number that is too large leads to the last one. */
export function goToStep(desk: DeskCore, number: number): void {
  const steps = shownNow(desk).filter((node) => desk.trace.number.has(node.id));
  goTo(desk, steps[Math.min(Math.max(1, Math.round(number)), steps.length) - 1], "There are no steps.");
}

/** Gives a label; of a step that had none, on to the next open one if the person wants that. */
export function giveLabel(desk: DeskCore, node: string, label: Label | null): void {
  const { act, read, state, trace } = desk;
  if (desk.disabled || !trace.number.has(node)) return;
  const wasOpen = read().steps[node]?.label === undefined;
  act({ type: "setLabel", node, label });
  const given = choiceOf(label ?? undefined, trace.settings)?.label;
  const left = openSteps(trace, read()).length;
  state.set({ said: given ? `${placeWords(trace, node)}: ${given}. ${left} left.` : "Label taken away." });
  if (wasOpen && label !== null && state.get().advance && left > 0) goToNextOpen(desk);
}

export function togglePin(desk: DeskCore, node: string): void {
  const { first_error } = desk.read();
  const isHere = first_error !== null && "node" in first_error && first_error.node === node;
  desk.act({ type: "pinFirstError", node: isHere ? null : node });
  const where = placeWords(desk.trace, node);
  desk.state.set({ said: isHere ? "First error unpinned." : `First error pinned at ${where.toLowerCase()}.` });
}

export function toggleNoError(desk: DeskCore): void {
  const { first_error } = desk.read();
  const on = first_error === null || !("none" in first_error);
  desk.act({ type: "noError", on });
  desk.state.set({ said: on ? "No error in this trace." : "Whether there is an error is open again." });
}

export function labelBefore(desk: DeskCore, node: string): void {
  const count = (): number => openSteps(desk.trace, desk.read()).length;
  const before = count();
  desk.act({ type: "labelBefore", node });
  const right = choiceOf(rightLabel(desk.trace.settings) ?? undefined, desk.trace.settings)?.label ?? "";
  desk.state.set({ said: `${counted(before - count(), "step")} before this one labelled “${right}”.` });
}

export function showNextView({ state }: DeskCore): void {
  const at = TRACE_VIEWS.findIndex(({ value }) => value === state.get().view);
  const next = TRACE_VIEWS[(at + 1) % TRACE_VIEWS.length];
  if (next) state.set({ view: next.value, said: next.label });
}

export function togglePlain({ state }: DeskCore): void {
  const plain = !state.get().plain;
  state.set({ plain, said: plain ? "Text as it was written" : "Text as Markdown" });
  remember({ plain });
}

export function toggleAdvance({ state }: DeskCore): void {
  const advance = !state.get().advance;
  state.set({ advance, said: advance ? "A label leads on to the next open step" : "A label stays on its step" });
  remember({ advance });
}

/** Quotes words of the trace for what is being picked for, else for the last error at the selected node. */
export function quote(desk: DeskCore, evidence: FoundEvidence): void {
  const { act, read, state } = desk;
  const { picking, selected } = state.get();
  if (picking?.for === "precondition") {
    const preconditions = read().counterfactuals.find(({ id }) => id === picking.id)?.preconditions ?? [];
    const next = preconditions.map((each, index) => (index === picking.index ? { ...each, evidence } : each));
    act({ type: "changeCounterfactual", id: picking.id, change: { preconditions: next } });
  } else {
    const error = picking?.id ?? read().errors.findLast(({ node }) => node === selected)?.id;
    if (error === undefined) {
      state.set({ said: "Mark an error at this step first, then quote what shows it." });
      return;
    }
    act({ type: "addEvidence", error, evidence });
  }
  state.set({ picking: null, said: "Quoted." });
}
