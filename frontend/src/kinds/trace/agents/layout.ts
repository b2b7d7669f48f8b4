import { Graph, type GraphLabel, layout, type NodeLabel } from "@dagrejs/dagre";

// Where the agents of a graph stand and how the lines between them run. Knows nothing of the screen.

export interface Point {
  x: number;
  y: number;
}

export interface LinkToPlace {
  id: string;
  from: string;
  to: string;
  /** How much a straight line matters: often used links are kept short. */
  weight: number;
}

export interface Arrangement {
  width: number;
  height: number;
  /** The centre of each agent. */
  agents: ReadonlyMap<string, Point>;
  /** The points that a link runs through, and where its number stands. */
  links: ReadonlyMap<string, { points: Point[]; label: Point }>;
}

export const AGENT_WIDTH = 184;
export const AGENT_HEIGHT = 58;
const LABEL_WIDTH = 30;
const LABEL_HEIGHT = 20;

interface LinkLabel {
  width: number;
  height: number;
  weight: number;
  labelpos: "c";
  points?: Point[];
  x?: number;
  y?: number;
}

/** Agents in ranks from top to bottom. Links from an agent to itself have no place; neither has one to nobody. */
export function arrange(agents: readonly string[], links: readonly LinkToPlace[]): Arrangement {
  const graph = new Graph<GraphLabel, NodeLabel, LinkLabel>({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 36, edgesep: 22, ranksep: 40, marginx: 12, marginy: 12 });
  for (const agent of agents) graph.setNode(key(agent), { width: AGENT_WIDTH, height: AGENT_HEIGHT });
  const known = new Set(agents);
  const placed = links.filter(({ from, to }) => from !== to && known.has(from) && known.has(to));
  for (const { id, from, to, weight } of placed) {
    const size = { width: LABEL_WIDTH, height: LABEL_HEIGHT, weight, labelpos: "c" as const };
    graph.setEdge(key(from), key(to), size, id);
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    ...{ width, height },
    agents: new Map(agents.map((agent) => [agent, at(graph.node(key(agent)))])),
    links: new Map(
      placed.map(({ id, from, to }) => {
        const link = graph.edge(key(from), key(to), id);
        return [id, { points: link.points ?? [], label: at(link) }];
      }),
    ),
  };
}

/** An agent may be called "constructor", or have the name of something that the layout adds. */
const key = (agent: string) => `agent ${agent}`;

const at = ({ x = 0, y = 0 }: Partial<Point>): Point => ({ x, y });

const short = ({ x, y }: Point) => `${x.toFixed(1)},${y.toFixed(1)}`;
const between = (one: Point, other: Point): Point => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });

/** A smooth line that starts at the first point, ends at the last and bends towards those between. */
export function smoothPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (!first || !last) return "";
  const bends = rest.slice(0, -1).map((bend, place) => {
    const next = rest[place + 1] ?? last;
    return `Q${short(bend)} ${short(place === rest.length - 2 ? last : between(bend, next))}`;
  });
  if (bends.length === 0) return `M${short(first)} L${short(last)}`;
  return `M${short(first)} ${bends.join(" ")}`;
}

/** The head of an arrow stays in proportion to its line. */
const headOf = (width: number) => 6 + 2 * width;

/** The line without its last bit, and the head of the arrow at its end. */
export function arrowOf(points: readonly Point[], width: number): { line: string; head: string } {
  const [last, before] = [points.at(-1), points.at(-2)];
  if (!last || !before) return { line: "", head: "" };
  const length = Math.hypot(last.x - before.x, last.y - before.y) || 1;
  const size = headOf(width);
  const along = { x: (last.x - before.x) / length, y: (last.y - before.y) / length };
  const neck = { x: last.x - size * along.x, y: last.y - size * along.y };
  const side = (by: number): Point => ({ x: neck.x - by * along.y, y: neck.y + by * along.x });
  return {
    line: smoothPath([...points.slice(0, -1), neck]),
    head: `M${short(last)} L${short(side(size / 2))} L${short(side(-size / 2))} Z`,
  };
}
