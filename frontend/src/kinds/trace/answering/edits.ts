import { shownWords } from "../conversation/controls";
import type { Trace } from "../steps";
import type { Counterfactual } from "../types";

// A counterfactual is a claim about the run, so it has to fit the run. The server checks the same.

export type EditField =
  "from_agent" | "to_agent" | "skipped_agents" | "tool" | "from_node" | "to_node" | "claim" | "preconditions";
export type EditProblems = Partial<Record<EditField, string>>;

const MOST_SKIPPED = 50;

/** What each operation must say, so that it can be understood. */
const NEEDED: Record<Counterfactual["op"], readonly EditField[]> = {
  bypass: ["from_node", "to_node", "from_agent", "to_agent", "skipped_agents"],
  insert: ["from_node"],
  replace: ["from_node", "tool"],
  reorder: ["from_node", "to_node"],
  stop_earlier: ["from_node"],
};

/** What the operation needs and the edit does not say yet. */
export function openFields(edit: Counterfactual): EditField[] {
  // An agent can stand in for another one as a tool can.
  const isGiven = (field: EditField) => edit[field].length > 0 || (field === "tool" && edit.to_agent !== "");
  const open = NEEDED[edit.op].filter((field) => !isGiven(field));
  const hasEmpty = edit.preconditions.some(({ text }) => text.trim() === "");
  return [
    ...open,
    ...(edit.claim.trim() === "" ? (["claim"] as const) : []),
    ...(hasEmpty ? (["preconditions"] as const) : []),
  ];
}

/** What the edit says but does not fit the run, by field; empty when all does. */
export function editProblems(edit: Counterfactual, trace: Trace): EditProblems {
  const found: [EditField, string | null][] = [
    ["from_node", nodeProblem(edit.from_node, trace)],
    ["to_node", nodeProblem(edit.to_node, trace) ?? orderProblem(edit, trace)],
    ["from_agent", agentProblem(edit.from_agent, trace)],
    ["to_agent", agentProblem(edit.to_agent, trace)],
    ["skipped_agents", skippedProblem(edit, trace)],
    ["tool", toolProblem(edit, trace)],
  ];
  return Object.fromEntries(found.filter(([, problem]) => problem !== null)) as EditProblems;
}

function nodeProblem(id: string, { place }: Trace): string | null {
  return id === "" || place.has(id) ? null : "The trace has no such step.";
}

function orderProblem({ from_node, to_node }: Counterfactual, { place }: Trace): string | null {
  const [from, to] = [place.get(from_node), place.get(to_node)];
  return from === undefined || to === undefined || from < to ? null : "This must come after the step it goes from.";
}

function agentProblem(agent: string, { graph }: Trace): string | null {
  return agent === "" || graph.agents.includes(agent) ? null : "The trace has no such agent.";
}

function skippedProblem({ op, from_node, to_node, skipped_agents }: Counterfactual, trace: Trace): string | null {
  if (skipped_agents.length > MOST_SKIPPED) return `Leave out at most ${MOST_SKIPPED} agents.`;
  if (op !== "bypass") return null;
  // What is between two steps can only be told where the one comes before the other.
  const [from, to] = [trace.place.get(from_node), trace.place.get(to_node)];
  if (from === undefined || to === undefined || from >= to) return null;
  const acting = agentsBetween(trace, from_node, to_node);
  const idle = skipped_agents.filter((agent) => !acting.includes(agent));
  return idle.length > 0 ? `Between the two steps, ${idle.map(shownWords).join(" and ")} did nothing.` : null;
}

function toolProblem({ op, tool }: Counterfactual, trace: Trace): string | null {
  return op !== "replace" || tool === "" || toolsOf(trace).includes(tool) ? null : "The trace has no such tool.";
}

/** The agents that act after one node and before another, in order of appearance. */
export function agentsBetween(trace: Trace, from: string, to: string): string[] {
  const [start, end] = [trace.place.get(from), trace.place.get(to)];
  if (start === undefined || end === undefined) return [];
  const between = trace.nodes.slice(start + 1, end).filter((node) => node.context === "");
  return [...new Set(between.map(({ agent }) => agent).filter(Boolean))];
}

/** The tools that the trace declares, and those that it names where they are called or answer. */
export function toolsOf({ content, nodes }: Pick<Trace, "content" | "nodes">): string[] {
  const named = nodes.flatMap(({ tool }) => (tool?.name ? [tool.name] : []));
  return [...new Set([...content.tools.map((tool) => tool.name), ...named])];
}
