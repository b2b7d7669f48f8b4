import type { Trace } from "../steps";
import type { TraceNode } from "../types";

// The nodes as rows of a tree: parents above their children, and what the arrow keys do there.

export interface TreeRow {
  node: TraceNode;
  /** How many parents are above it. */
  depth: number;
  children: number;
  /** Whether its children are shown. */
  open: boolean;
  /** Place among its siblings, from 1. */
  position: number;
  siblings: number;
}

export type Folded = ReadonlySet<string>;

/** The rows that are shown, from top to bottom. Written without recursion: a chain of parents may be very long. */
export function rowsOf(trace: Trace, folded: Folded, isShown: (node: TraceNode) => boolean = () => true): TreeRow[] {
  const rows: TreeRow[] = [];
  const waiting = childRows("", -1);
  function childRows(parent: string, depth: number): TreeRow[] {
    const children = (trace.children.get(parent) ?? []).filter(isShown);
    return children
      .map((node, place) => ({
        ...{ node, depth: depth + 1, children: 0, open: false },
        ...{ position: place + 1, siblings: children.length },
      }))
      .reverse();
  }
  for (let row = waiting.pop(); row; row = waiting.pop()) {
    const children = childRows(row.node.id, row.depth);
    const open = children.length > 0 && !folded.has(row.node.id);
    rows.push({ ...row, children: children.length, open });
    if (open) waiting.push(...children);
  }
  return rows;
}

/** The same nodes folded, but none that hides this one. */
export function unfoldedTo(trace: Trace, folded: Folded, id: string): Folded {
  const above = new Set<string>();
  for (let at = trace.byId.get(id)?.parent; at && !above.has(at); at = trace.byId.get(at)?.parent) above.add(at);
  const left = [...folded].filter((each) => !above.has(each));
  return left.length < folded.size ? new Set(left) : folded;
}

export function toggled(folded: Folded, id: string): Folded {
  return folded.has(id) ? new Set([...folded].filter((each) => each !== id)) : new Set([...folded, id]);
}

/** All that can be folded. */
export function parentsOf(trace: Trace): string[] {
  return [...trace.children.keys()].filter((id) => id !== "");
}

export type Move = { select: string } | { toggle: string } | null;

/** What a key does on the row with this place: go somewhere, open or fold. Null for a key that the tree does not know. */
export function moveBy(key: string, rows: readonly TreeRow[], place: number): Move {
  const row = rows[place];
  if (!row) return ["ArrowDown", "ArrowUp", "Home", "End"].includes(key) ? to(rows[0]) : null;
  switch (key) {
    case "ArrowDown":
      return to(rows[place + 1] ?? row);
    case "ArrowUp":
      return to(rows[place - 1] ?? row);
    case "Home":
      return to(rows[0]);
    case "End":
      return to(rows.at(-1));
    case "ArrowRight":
      return row.children > 0 && !row.open ? { toggle: row.node.id } : to(row.open ? rows[place + 1] : row);
    case "ArrowLeft":
      return row.open ? { toggle: row.node.id } : to(rows.find(({ node }) => node.id === row.node.parent) ?? row);
    default:
      return null;
  }
}

function to(row: TreeRow | undefined): Move {
  return row ? { select: row.node.id } : null;
}
