import type { Focus } from "./graph";

/** What the drawing and the tables share: what is looked at, where the selection is, and how to choose. */
export interface GraphActs {
  focus: Focus | null;
  /** The agent and the hand-off of the selected node. */
  here: { agent: string; link: string | null };
  onAgent: (agent: string) => void;
  onLink: (id: string) => void;
}

export function isAgentFocus(focus: Focus | null, agent: string): boolean {
  return focus !== null && "agent" in focus && focus.agent === agent;
}

export function isLinkFocus(focus: Focus | null, id: string): boolean {
  return focus !== null && "link" in focus && focus.link === id;
}
