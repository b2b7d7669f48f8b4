import { areaOf } from "../geometry";
import { labelOf } from "../labels";
import type { Box, Label, Settings } from "../types";
import { attributeProblem } from "../values";

// What the list of boxes shows, and in which order.

export type Order = "drawn" | "label" | "size" | "position";

export const ORDERS: { value: Order; label: string }[] = [
  { value: "drawn", label: "As drawn" },
  { value: "label", label: "By label" },
  { value: "size", label: "Largest first" },
  { value: "position", label: "From top to bottom" },
];

/** `number` is what a box is called everywhere: its place in the answer, from 1. */
export type Row =
  { type: "label"; id: string; label: string; count: number } | { type: "box"; id: string; box: Box; number: number };

export type BoxRow = Extract<Row, { type: "box" }>;

export interface Sieve {
  /** A label's key; null shows all. */
  label: string | null;
  /** Only boxes that something is wrong with. */
  faulty: ReadonlySet<string> | null;
}

export function rowsOf(boxes: readonly Box[], settings: Settings, order: Order, sieve: Sieve): Row[] {
  const rows = boxes
    .map((box, at): BoxRow => ({ type: "box", id: box.id, box, number: at + 1 }))
    .filter(({ box }) => sieve.label === null || keyOf(settings, box) === sieve.label)
    .filter(({ id }) => sieve.faulty === null || sieve.faulty.has(id));
  if (order === "label") return grouped(rows, settings);
  if (order === "size") return rows.sort((one, other) => areaOf(other.box) - areaOf(one.box));
  if (order === "position") return rows.sort((one, other) => one.box.y - other.box.y || one.box.x - other.box.x);
  return rows;
}

function keyOf(settings: Settings, box: Box): string {
  return labelOf(settings, box.label)?.key ?? box.label;
}

/** Under each label its boxes, in the order of the project. */
function grouped(rows: readonly BoxRow[], settings: Settings): Row[] {
  const groups = new Map<string, BoxRow[]>(settings.labels.map(({ key }) => [key, []]));
  for (const row of rows) {
    const key = keyOf(settings, row.box);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups].flatMap(([label, members]): Row[] =>
    members.length === 0 ? [] : [{ type: "label", id: `label ${label}`, label, count: members.length }, ...members],
  );
}

/** Whether something that the box's label asks for is missing or wrong. */
export function isFaulty(box: Box, label: Label | undefined): boolean {
  if (!label || label.archived) return true;
  return label.attributes.some((attribute) => attributeProblem(attribute, box.attributes[attribute.key]) !== null);
}

/** The boxes that something is wrong with: seen here, or said by the server under `boxes.<place>.…`. */
export function faultyIn(
  boxes: readonly Box[],
  settings: Settings,
  problems: Record<string, string>,
): ReadonlySet<string> {
  const named = Object.keys(problems).flatMap((path) => {
    const place = /^boxes\.(\d+)/.exec(path)?.[1];
    return boxes[place === undefined ? -1 : Number(place)]?.id ?? [];
  });
  const seen = boxes.filter((box) => isFaulty(box, labelOf(settings, box.label))).map(({ id }) => id);
  return new Set([...named, ...seen]);
}

/** All boxes between two rows, for a selection with Shift. */
export function between(rows: readonly Row[], one: string, other: string): string[] {
  const places = [one, other].map((id) => rows.findIndex((row) => row.id === id));
  const [from, to] = [Math.min(...places), Math.max(...places)];
  if (from < 0) return [other];
  return rows.slice(from, to + 1).flatMap((row) => (row.type === "box" ? [row.id] : []));
}
