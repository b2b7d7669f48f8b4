import type { Rect } from "../types";
import { assign } from "./assignment";

// Which boxes of two answers mean the same object: as the server measures it, by place alone.

export interface Labelled extends Rect {
  id: string;
  label: string;
}

/** Two boxes by their places in the two lists. */
export interface Pair {
  one: number;
  other: number;
  iou: number;
}

/** Where two pairings are equally good, the one that also agrees on labels wins. */
const SAME_LABEL = 1e-6;

export function iou(one: Rect, other: Rect): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (one.width * one.height + other.width * other.height - shared);
}

/** Pairs that overlap by at least `least` (above 0). Sweeps from left to right, so that far boxes are never compared. */
export function overlapping(ones: readonly Rect[], others: readonly Rect[], least: number): Pair[] {
  const fromLeft = others.map((_, at) => at).sort((a, b) => left(others[a]) - left(others[b]));
  const widest = others.reduce((most, { width }) => Math.max(most, width), 0);
  return ones.flatMap((one, at) => {
    const pairs: Pair[] = [];
    for (let place = firstFrom(fromLeft, others, one.x - widest); place < fromLeft.length; place += 1) {
      const index = fromLeft[place] ?? 0;
      const other = others[index];
      if (!other || other.x >= one.x + one.width) break;
      const share = iou(one, other);
      if (share >= least && share > 0) pairs.push({ one: at, other: index, iou: share });
    }
    return pairs;
  });
}

function left(box: Rect | undefined): number {
  return box?.x ?? 0;
}

/** The first place in the order from the left whose box begins at `x` or later. */
function firstFrom(order: readonly number[], boxes: readonly Rect[], x: number): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (left(boxes[order[middle] ?? 0]) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The pairing with the greatest sum of IoU; pairs below the threshold never count. */
export function matching(ones: readonly Labelled[], others: readonly Labelled[], threshold: number): Pair[] {
  const candidates = overlapping(ones, others, threshold);
  return islands(candidates).flatMap((pairs) => {
    const first = pairs[0];
    if (pairs.length === 1 && first) return [first];
    return best(pairs, (pair) => pair.iou + (ones[pair.one]?.label === others[pair.other]?.label ? SAME_LABEL : 0));
  });
}

/** Pairs that share no box with one another's pairs can be settled on their own. */
function islands(pairs: readonly Pair[]): Pair[][] {
  const parents = new Map<string, string>();
  const find = (node: string): string => {
    const parent = parents.get(node) ?? node;
    if (parent === node) return node;
    const root = find(parent);
    parents.set(node, root);
    return root;
  };
  for (const { one, other } of pairs) parents.set(find(`a${String(one)}`), find(`b${String(other)}`));
  const groups = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const root = find(`a${String(pair.one)}`);
    const group = groups.get(root);
    if (group) group.push(pair);
    else groups.set(root, [pair]);
  }
  return [...groups.values()];
}

function best(pairs: readonly Pair[], worth: (pair: Pair) => number): Pair[] {
  const rows = [...new Set(pairs.map(({ one }) => one))];
  const columns = [...new Set(pairs.map(({ other }) => other))];
  const table = rows.map(() => columns.map(() => 0));
  const byCell = new Map<string, Pair>();
  for (const pair of pairs) {
    const [row, column] = [rows.indexOf(pair.one), columns.indexOf(pair.other)];
    const cells = table[row];
    if (cells) cells[column] = worth(pair);
    byCell.set(`${String(row)},${String(column)}`, pair);
  }
  return assign(table).flatMap((column, row) => byCell.get(`${String(row)},${String(column)}`) ?? []);
}
