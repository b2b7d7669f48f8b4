import { boundsOf } from "../geometry";
import type { Rect } from "../types";
import { iou, type Labelled, matching, overlapping } from "./matching";

// Where several people's boxes over one image differ.

/** Boxes of one person, or gold. */
export interface Layer<Item extends Labelled = Labelled> {
  id: string;
  name: string;
  boxes: readonly Item[];
}

export interface Member<Item extends Labelled = Labelled> {
  layer: string;
  box: Item;
}

/** `label`: one place, several labels. `place`: overlaps less than the threshold. `found`: some have no box there. */
export type ConflictType = "label" | "place" | "found";

export interface Conflict<Item extends Labelled = Labelled> {
  id: string;
  type: ConflictType;
  members: Member<Item>[];
  /** The layers without a box there. */
  absent: string[];
  /** The least overlap between two members; null with only one. */
  iou: number | null;
  area: Rect;
}

/** Boxes that overlap less than this are two objects, not one drawn in two ways. */
const NEAR = 0.2;

export function conflictsOf<Item extends Labelled>(
  layers: readonly Layer<Item>[],
  threshold: number,
): Conflict<Item>[] {
  if (layers.length < 2) return [];
  const clusters = clustersOf(layers, threshold);
  const whole = clusters.filter((members) => members.length === layers.length);
  const partial = clusters.filter((members) => members.length < layers.length);
  const near = joined(partial, nearPairs(partial, Math.min(NEAR, threshold)));
  return [...whole, ...near].flatMap((members) => conflictIn(members, layers, threshold)).sort(inReadingOrder);
}

/** The boxes that mean one object: at most one of each layer. Does not depend on the order of the layers. */
export function clustersOf<Item extends Labelled>(layers: readonly Layer<Item>[], threshold: number): Member<Item>[][] {
  const nodes = layers.map(({ id, boxes }) => boxes.map((box): Member<Item>[] => [{ layer: id, box }]));
  const links = layers.flatMap((one, at) =>
    layers.slice(at + 1).flatMap((other, further) =>
      matching(one.boxes, other.boxes, threshold).flatMap((pair): Link<Item>[] => {
        const from = nodes[at]?.[pair.one];
        const to = nodes[at + 1 + further]?.[pair.other];
        return from && to ? [{ from, to, iou: pair.iou }] : [];
      }),
    ),
  );
  return joined(nodes.flat(), links);
}

interface Link<Item extends Labelled> {
  from: Member<Item>[];
  to: Member<Item>[];
  iou: number;
}

/** Joins groups along the links, the closest first, as long as no layer would be in a group twice. */
function joined<Item extends Labelled>(groups: Member<Item>[][], links: Link<Item>[]): Member<Item>[][] {
  const groupOf = new Map(groups.map((group) => [group, group]));
  const memberOf = new Map(groups.map((group) => [group, [group]]));
  for (const { from, to } of [...links].sort(closestFirst)) {
    const one = groupOf.get(from);
    const other = groupOf.get(to);
    if (!one || !other || one === other || shareLayer(one, other)) continue;
    const union = [...one, ...other];
    const parts = [...(memberOf.get(one) ?? []), ...(memberOf.get(other) ?? [])];
    memberOf.set(union, parts);
    for (const part of parts) groupOf.set(part, union);
  }
  return [...new Set(groupOf.values())];
}

function closestFirst<Item extends Labelled>(one: Link<Item>, other: Link<Item>): number {
  return other.iou - one.iou || disagreeing(one) - disagreeing(other) || nameOf(one).localeCompare(nameOf(other));
}

function disagreeing({ from, to }: Link<Labelled>): number {
  return Number(from[0]?.box.label !== to[0]?.box.label);
}

function nameOf<Item extends Labelled>({ from, to }: Link<Item>): string {
  return [...from, ...to]
    .map(({ layer, box }) => `${layer}/${box.id}`)
    .sort()
    .join(" ");
}

function shareLayer(one: readonly Member[], other: readonly Member[]): boolean {
  return one.some(({ layer }) => other.some((member) => member.layer === layer));
}

/** Groups of different people that overlap, though too little to be taken for the same box. */
function nearPairs<Item extends Labelled>(groups: Member<Item>[][], least: number): Link<Item>[] {
  const areas = groups.map(areaOf);
  return overlapping(areas, areas, least).flatMap(({ one, other }): Link<Item>[] => {
    const from = groups[one];
    const to = groups[other];
    if (one >= other || !from || !to || shareLayer(from, to)) return [];
    const closest = leastIou([...from, ...to]) ?? 0;
    return closest >= least ? [{ from, to, iou: closest }] : [];
  });
}

function conflictIn<Item extends Labelled>(
  members: Member<Item>[],
  layers: readonly Layer<Item>[],
  threshold: number,
): Conflict<Item>[] {
  const order = layers.map(({ id }) => id);
  const sorted = [...members].sort((one, other) => order.indexOf(one.layer) - order.indexOf(other.layer));
  const absent = order.filter((id) => !members.some(({ layer }) => layer === id));
  const type = typeOf(sorted, absent, threshold);
  if (!type) return [];
  const id = sorted.map(({ layer, box }) => `${layer}/${box.id}`).join(" ");
  return [{ id, type, members: sorted, absent, iou: leastIou(sorted), area: areaOf(sorted) }];
}

function typeOf(members: readonly Member[], absent: readonly string[], threshold: number): ConflictType | null {
  if (new Set(members.map(({ box }) => box.label)).size > 1) return "label";
  const least = leastIou(members);
  if (least !== null && least < threshold) return "place";
  return absent.length > 0 ? "found" : null;
}

function leastIou(members: readonly Member[]): number | null {
  const shares = members.flatMap(({ box }, at) => members.slice(at + 1).map((member) => iou(box, member.box)));
  return shares.length > 0 ? Math.min(...shares) : null;
}

function areaOf(members: readonly Member[]): Rect {
  return boundsOf(members.map(({ box }) => box)) ?? { x: 0, y: 0, width: 0, height: 0 };
}

function inReadingOrder(one: Conflict, other: Conflict): number {
  return one.area.y - other.area.y || one.area.x - other.area.x || one.id.localeCompare(other.id);
}
