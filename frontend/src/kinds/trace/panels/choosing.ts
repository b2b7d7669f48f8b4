import { shownWords } from "../conversation/controls";
import type { Trace } from "../steps";

// What lists to choose from offer: names of the trace, with what they hide made visible.

export interface NameChoice {
  value: string;
  label: string;
}

export function chosenBy(names: readonly string[]): NameChoice[] {
  return names.map((value) => ({ value, label: shownWords(value) }));
}

export function agentChoices({ graph }: Pick<Trace, "graph">): NameChoice[] {
  return chosenBy(graph.agents);
}
