import { counted, duration } from "@/lib/format";

import type { Trace } from "../steps";
import { placeWords } from "../timeline/words";
import type { Counterfactual } from "../types";
import { type Stretch, stretchBetween } from "./saving";

// A counterfactual is a claim about the run, so it has to fit the run. The server checks the same.

export type EditField =
  "from_agent" | "to_agent" | "skipped_agents" | "tool" | "from_node" | "to_node" | "claim" | "preconditions";
export type EditProblems = Partial<Record<EditField, string>>;

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
  const isPlaced = [from_node, to_node].every((node) => trace.place.has(node));
  if (op !== "bypass" || !isPlaced) return null;
  const acting = agentsBetween(trace, from_node, to_node);
  const idle = skipped_agents.filter((agent) => !acting.includes(agent));
  return idle.length > 0 ? `Between the two steps, ${idle.join(" and ")} did nothing.` : null;
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

/** The tools that the trace declares and those that it calls. */
export function toolsOf({ content, nodes }: Pick<Trace, "content" | "nodes">): string[] {
  const called = nodes.flatMap(({ kind, tool }) => (kind === "tool_call" && tool ? [tool.name] : []));
  return [...new Set([...content.tools.map((tool) => tool.name), ...called])];
}

/** What the run would not have spent; null where the edit would spare nothing, or its steps are not known. */
export function spared({ op, from_node, to_node }: Counterfactual, trace: Trace): Stretch | null {
  if (op === "bypass") return stretchBetween(trace, from_node, to_node);
  if (op !== "stop_earlier") return null;
  // Without another end, what is left out goes on to the end of the run.
  return stretchBetween(trace, from_node, to_node || (trace.nodes.at(-1)?.id ?? ""), { through: true });
}

const SAYING: Record<Counterfactual["op"], (edit: Counterfactual) => string> = {
  bypass: ({ skipped_agents }) => `Bypass ${skipped_agents.join(", ") || "…"}`,
  insert: () => "Insert a step",
  replace: ({ tool }) => (tool ? `Use ${tool} instead` : "Use another tool"),
  reorder: () => "Reorder",
  stop_earlier: () => "Stop earlier",
};

/** "Bypass Critic, Planner: step 3 to step 9". */
export function sayEdit(edit: Counterfactual, trace: Trace): string {
  const said = SAYING[edit.op](edit);
  const ends = [edit.from_node, edit.to_node].filter((node) => trace.place.has(node));
  if (ends.length === 0) return said;
  return `${said}: ${ends.map((node) => placeWords(trace, node).toLowerCase()).join(" to ")}`;
}

const NAMES: Record<EditField, string> = {
  from_node: "the first step",
  to_node: "the last step",
  from_agent: "the first agent",
  to_agent: "the last agent",
  skipped_agents: "who is left out",
  tool: "the tool",
  claim: "the claim",
  preconditions: "a precondition’s words",
};

/** What was not filled in yet, in one sentence; null when all is there. */
export function sayOpen(edit: Counterfactual): string | null {
  const open = openFields(edit);
  return open.length > 0 ? `Still open: ${open.map((field) => NAMES[field]).join(", ")}.` : null;
}

/** "4 steps, 1,204 tokens, 12 s": what the trace tells of it. */
export function sayStretch({ steps, tokens, seconds }: Stretch): string {
  return [
    counted(steps, "step"),
    ...(tokens === null ? [] : [counted(tokens, "token")]),
    ...(seconds === null ? [] : [duration(seconds * 1000)]),
  ].join(", ");
}

/** Whether the system lets the first agent hand over to the last, in words. */
export function sayPermitted(permitted: boolean | null): string {
  return permitted === null ? "not declared" : permitted ? "yes" : "no";
}
