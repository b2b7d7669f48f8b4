import type { Trace } from "../steps";

// Colours of agents: told apart also by those who see few colours, and readable as text on both backgrounds.

const HUES = [
  "light-dark(#215384, #8fbdea)",
  "light-dark(#8a4b00, #ecb479)",
  "light-dark(#1a6a41, #8fd0a8)",
  "light-dark(#8a3b9c, #d69be4)",
  "light-dark(#9f2a3d, #f09aa6)",
  "light-dark(#0b6670, #7fcdd6)",
  "light-dark(#5b5a00, #cfcb6a)",
  "light-dark(#5a4bb0, #b3a8f2)",
] as const;

const NOBODYS = "var(--ts-text-2)";

/** The colour of an agent, the same in every view; agents beyond the eighth share theirs with an earlier one. */
export function agentColour({ graph }: Pick<Trace, "graph">, agent: string): string {
  const place = graph.agents.indexOf(agent);
  return HUES[place % HUES.length] ?? NOBODYS;
}
