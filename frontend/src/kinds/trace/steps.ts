import { resultsOf } from "./calls";
import type { Content, Context, NodeKind, Settings, TraceNode } from "./types";

// Which nodes are graded, where work is handed from agent to agent, and an index over a trace. The server counts alike.

/** Work goes from one agent to another; the verdict on it is kept with the node where it happens. */
export interface Handoff {
  node: string;
  from: string;
  to: string;
  /** Said by the trace itself, not seen from the next node's agent. */
  explicit: boolean;
}

export interface AgentGraph {
  agents: string[];
  links: { from: string; to: string; count: number }[];
}

/** A trace with all that is looked up again and again; made once for each task. */
export interface Trace {
  content: Content;
  settings: Settings;
  nodes: readonly TraceNode[];
  byId: ReadonlyMap<string, TraceNode>;
  /** Place among all nodes, from 0. */
  place: ReadonlyMap<string, number>;
  /** The nodes that are graded, in order. */
  steps: readonly TraceNode[];
  /** Number of a step, from 1. */
  number: ReadonlyMap<string, number>;
  handoffs: ReadonlyMap<string, Handoff>;
  graph: AgentGraph;
  /** By the id of the parent; "" has the nodes without one. */
  children: ReadonlyMap<string, readonly TraceNode[]>;
  /** How many parents are above a node. */
  depth: ReadonlyMap<string, number>;
  /** The results of a call, by the call's id. */
  results: ReadonlyMap<string, readonly TraceNode[]>;
  /** The call of a result, by the result's id. */
  callOf: ReadonlyMap<string, TraceNode>;
  /** Who did it; a result has the agent of its call. */
  agentOf: (node: TraceNode) => string;
}

export function isStep(node: TraceNode, settings: Settings): boolean {
  return node.context === "" && settings.graded.includes(node.kind);
}

export function stepsOf(content: Content, settings: Settings): TraceNode[] {
  return content.nodes.filter((node) => isStep(node, settings));
}

/** What nobody does on their own account, so that work is not handed over by it. */
const PASSED_OVER: ReadonlySet<NodeKind> = new Set(["system", "user", "state", "tool_result"]);

/** Up from a node; agents that start agents are not nested deeper than that. */
const MOST_LEVELS = 100;

/**
 * Where a node says so, or another agent acts next. Agents that work side by side, each below a parent of its own, do not
 * hand over whenever their acts alternate. The server tells it the same way.
 */
export function handoffsOf(content: Content): Handoff[] {
  const acting = content.nodes.filter((node) => node.context === "" && !PASSED_OVER.has(node.kind));
  const areSideBySide = branchesOf(content.nodes, acting);
  return acting.flatMap((node, place) => {
    const next = acting[place + 1];
    return handoffAt(node, next && areSideBySide(node, next) ? undefined : next) ?? [];
  });
}

/** What is done below one parent is a branch. Tells of an act and the next one whether their branches go on side by side. */
function branchesOf(nodes: readonly TraceNode[], acting: readonly TraceNode[]) {
  const parents = new Map(nodes.map(({ id, parent }) => [id, parent]));
  const place = new Map(acting.map(({ id }, at) => [id, at]));
  const first = new Map<string | null, number>();
  const last = new Map<string | null, number>();
  acting.forEach(({ parent }, at) => {
    if (!first.has(parent)) first.set(parent, at);
    last.set(parent, at);
  });

  function isAbove(key: string, { parent }: TraceNode): boolean {
    let at = parent;
    for (let level = 0; level < MOST_LEVELS && at && at !== key; level += 1) at = parents.get(at) ?? null;
    return at === key;
  }

  return (node: TraceNode, next: TraceNode): boolean => {
    const [one, other] = [node.parent, next.parent];
    if (!one || !other || one === other) return false;
    const goesOn = (last.get(one) ?? 0) > (place.get(next.id) ?? 0);
    const hasBegun = (first.get(other) ?? 0) < (place.get(node.id) ?? 0);
    // Where one branch grew out of the other, the work goes to it or comes back from it.
    return (goesOn || hasBegun) && !isAbove(one, next) && !isAbove(other, node);
  };
}

function handoffAt(node: TraceNode, next: TraceNode | undefined): Handoff | null {
  if (node.kind === "handoff") return { node: node.id, from: node.agent, to: node.to, explicit: true };
  if (!next || next.kind === "handoff" || !node.agent || !next.agent || node.agent === next.agent) return null;
  return { node: node.id, from: node.agent, to: next.agent, explicit: false };
}

/** The agents in order of appearance, then those that are only declared; and how often each hands over to each. */
export function agentGraph(content: Content, handoffs: readonly Handoff[] = handoffsOf(content)): AgentGraph {
  const agents = new Set<string>();
  for (const node of content.nodes) {
    if (node.agent) agents.add(node.agent);
    if (node.to) agents.add(node.to);
  }
  for (const agent of content.edges.flat()) agents.add(agent);
  const links = new Map<string, { from: string; to: string; count: number }>();
  for (const { from, to } of handoffs) {
    if (!from || !to) continue;
    const key = JSON.stringify([from, to]);
    const link = links.get(key);
    links.set(key, { from, to, count: (link?.count ?? 0) + 1 });
  }
  return { agents: [...agents], links: [...links.values()] };
}

export function traceOf({ content, settings }: Pick<Context, "content" | "settings">): Trace {
  const { nodes } = content;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const steps = stepsOf(content, settings);
  const handoffs = handoffsOf(content);
  const results = resultsOf(nodes);
  const callOf = new Map(
    [...results].flatMap(([call, found]) => {
      const node = byId.get(call);
      return node ? found.map((result): [string, TraceNode] => [result.id, node]) : [];
    }),
  );
  return {
    ...{ content, settings, nodes, byId, steps, results, callOf },
    place: new Map(nodes.map((node, place) => [node.id, place])),
    number: new Map(steps.map((node, place) => [node.id, place + 1])),
    handoffs: new Map(handoffs.map((handoff) => [handoff.node, handoff])),
    graph: agentGraph(content, handoffs),
    children: childrenOf(nodes),
    depth: depthsOf(nodes, byId),
    agentOf: (node) => node.agent || (callOf.get(node.id)?.agent ?? ""),
  };
}

function childrenOf(nodes: readonly TraceNode[]): Map<string, TraceNode[]> {
  const children = new Map<string, TraceNode[]>();
  for (const node of nodes) {
    const key = node.parent ?? "";
    const siblings = children.get(key);
    if (siblings) siblings.push(node);
    else children.set(key, [node]);
  }
  return children;
}

/** Parents may come after their children, and a chain of them may be longer than the stack is deep. */
function depthsOf(nodes: readonly TraceNode[], byId: ReadonlyMap<string, TraceNode>): Map<string, number> {
  const depth = new Map<string, number>();
  for (const node of nodes) {
    const chain: TraceNode[] = [];
    for (let at: TraceNode | undefined = node; at && !depth.has(at.id) && chain.length <= nodes.length;) {
      chain.push(at);
      at = at.parent === null ? undefined : byId.get(at.parent);
    }
    for (const each of chain.reverse()) {
      depth.set(each.id, each.parent === null ? 0 : (depth.get(each.parent) ?? -1) + 1);
    }
  }
  return depth;
}

/** How long a node took, in milliseconds; null where its start or end is not known. */
export function durationOf(node: TraceNode): number | null {
  if (node.start === null || node.end === null) return null;
  const span = Date.parse(node.end) - Date.parse(node.start);
  return Number.isFinite(span) && span >= 0 ? span : null;
}
