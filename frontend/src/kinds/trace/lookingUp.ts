import type { DeskState } from "./desk";
import type { Answer } from "./types";

// What a selection does to the panels beside the trace.

type Panels = Pick<DeskState, "panel" | "edit" | "scrolled">;

/** The state with another node selected: its panel opens, unless a step is being looked up for what is written. */
export function withSelected(
  state: Panels,
  answer: Answer,
  id: string,
  { scroll = true }: { scroll?: boolean } = {},
): Partial<DeskState> {
  return {
    selected: id,
    panel: isLookingUp(state, answer) ? state.panel : "step",
    scrolled: state.scrolled + (scroll ? 1 : 0),
  };
}

/** Whether a counterfactual is open, or somebody was named as responsible whose decisive step is still to be chosen. */
function isLookingUp({ panel, edit }: Panels, { attribution, counterfactuals }: Answer): boolean {
  if (panel !== "trace") return false;
  const isWriting = edit !== null && counterfactuals.some(({ id }) => id === edit);
  const isBlaming = attribution !== null && "agent" in attribution && attribution.node === "";
  return isWriting || isBlaming;
}
