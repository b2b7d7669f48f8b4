import { isWrong } from "../labels";
import type { Trace } from "../steps";
import { type Answer, CANNOT_VERIFY, type TraceNode } from "../types";

// The agents and the hand-offs between them, with what the screen says of each.

/** More than these are not drawn. */
export const MOST_AGENTS = 200;
export const MOST_LINKS = 600;

export interface AgentFacts {
  agent: string;
  /** The nodes of this agent that are graded. */
  steps: TraceNode[];
  /** Nodes that ended in an error. */
  failures: number;
  labelled: number;
  /** Steps that were found wrong. */
  wrong: number;
  /** Whether the first error is one of its steps. */
  firstError: boolean;
  responsible: boolean;
}

export interface Link {
  id: string;
  from: string;
  to: string;
  /** The nodes where the hand-offs happen, in order. */
  handoffs: string[];
  /** Whether the system declares it as possible; null where it declares nothing. */
  declared: boolean | null;
}

export interface AgentPicture {
  agents: AgentFacts[];
  links: Link[];
  /** How many agents and links the caps left out. */
  left: { agents: number; links: number };
}

/** `nodes`: those that may be seen now. */
export function pictureOf(trace: Trace, answer: Answer, nodes: readonly TraceNode[] = trace.nodes): AgentPicture {
  const all = factsOf(trace, answer, nodes);
  const agents = capped(all, MOST_AGENTS, ({ steps }) => steps.length);
  const shown = new Set(agents.map(({ agent }) => agent));
  const between = linksOf(trace, nodes).filter(({ from, to }) => shown.has(from) && shown.has(to));
  const links = capped(between, MOST_LINKS, ({ handoffs }) => handoffs.length);
  return { agents, links, left: { agents: all.length - agents.length, links: between.length - links.length } };
}

/** The greatest of them, in the order in which they came. */
function capped<T>(all: readonly T[], most: number, size: (each: T) => number): T[] {
  if (all.length <= most) return [...all];
  const greatest = new Set(all.toSorted((one, other) => size(other) - size(one)).slice(0, most));
  return all.filter((each) => greatest.has(each));
}

/** Declared agents that never act are there too. */
function factsOf(trace: Trace, answer: Answer, nodes: readonly TraceNode[]): AgentFacts[] {
  const acting = nodes.flatMap((node) => [trace.agentOf(node), node.to]).filter(Boolean);
  const names = new Set([...acting, ...trace.content.edges.flat()]);
  const facts = new Map([...names].map((agent) => [agent, noFacts(agent, answer)]));
  const first = answer.first_error && "node" in answer.first_error ? answer.first_error.node : null;
  for (const node of nodes) {
    const known = facts.get(trace.agentOf(node));
    if (!known) continue;
    if (node.status === "error" || node.kind === "error") known.failures += 1;
    if (!trace.number.has(node.id)) continue;
    const label = answer.steps[node.id]?.label;
    known.steps.push(node);
    known.labelled += Number(label !== undefined && label !== CANNOT_VERIFY);
    known.wrong += Number(isWrong(label, trace.settings));
    known.firstError ||= node.id === first;
  }
  return [...facts.values()];
}

function noFacts(agent: string, { attribution }: Answer): AgentFacts {
  const responsible = attribution !== null && "agent" in attribution && attribution.agent === agent;
  return { agent, steps: [], failures: 0, labelled: 0, wrong: 0, firstError: false, responsible };
}

const linkId = (from: string, to: string) => JSON.stringify([from, to]);

/** Those that were used first, the most used on top; then those that are only declared. None from an agent to itself. */
function linksOf(trace: Trace, nodes: readonly TraceNode[]): Link[] {
  const { edges } = trace.content;
  const declared = new Set(edges.map(([from, to]) => linkId(from, to)));
  const links = new Map<string, Link>();
  function linkBetween(from: string, to: string): Link {
    const id = linkId(from, to);
    const link = links.get(id) ?? { id, from, to, handoffs: [], declared: edges.length > 0 ? declared.has(id) : null };
    links.set(id, link);
    return link;
  }
  const seen = new Set(nodes.map(({ id }) => id));
  for (const { node, from, to } of trace.handoffs.values()) {
    if (from && to && from !== to && seen.has(node)) linkBetween(from, to).handoffs.push(node);
  }
  for (const [from, to] of edges) if (from !== to) linkBetween(from, to);
  return [...links.values()].sort((one, other) => other.handoffs.length - one.handoffs.length);
}

/** The first hand-off of a link; from one of them the next, around the end. */
export function nextHandoff({ handoffs }: Link, selected: string | null): string | undefined {
  return handoffs[(handoffs.indexOf(selected ?? "") + 1) % handoffs.length];
}

/** An agent or a link that someone chose to look at. */
export type Focus = { agent: string } | { link: string };

/** What is looked at: what was chosen, until the selection leaves it; then the agent of the selected node. */
export function focusOf(
  trace: Trace,
  chosen: (Focus & { at: string | null }) | null,
  selected: string | null,
): Focus | null {
  const node = selected === null ? undefined : trace.byId.get(selected);
  const agent = node ? trace.agentOf(node) : "";
  if (chosen && (chosen.at === selected || isIn(trace, chosen, selected, agent))) return chosen;
  return agent ? { agent } : null;
}

function isIn(trace: Trace, focus: Focus, selected: string | null, agent: string): boolean {
  if ("agent" in focus) return focus.agent === agent;
  const handoff = trace.handoffs.get(selected ?? "");
  return handoff !== undefined && linkId(handoff.from, handoff.to) === focus.link;
}

/** The link that a hand-off at this node uses. */
export function linkAt(trace: Trace, selected: string | null): string | null {
  const handoff = trace.handoffs.get(selected ?? "");
  return handoff ? linkId(handoff.from, handoff.to) : null;
}
