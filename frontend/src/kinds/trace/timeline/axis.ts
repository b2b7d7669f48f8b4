import { count, duration } from "@/lib/format";

import type { TraceNode } from "../types";

// Where each node lies on the axis, as shares of its length from 0 to 1: by the clock where the trace has times, else in
// order of happening.

export type AxisBy = "time" | "order";

export interface Span {
  from: number;
  to: number;
  /** Whether its end is known; without it only the start is marked. */
  ended: boolean;
}

export interface Tick {
  at: number;
  label: string;
}

export interface Axis {
  by: AxisBy;
  /** Milliseconds, or number of nodes. */
  length: number;
  /** By node id; nodes without a time have none on an axis of time. */
  spans: ReadonlyMap<string, Span>;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TIME_STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 30, 90, 365].map((days) => days * DAY),
];

const instant = (time: string | null) => (time === null ? Number.NaN : Date.parse(time));

/** Whether an axis of time would say something: most nodes have a start, and not all the same. */
export function hasTimes(nodes: readonly TraceNode[]): boolean {
  const starts = nodes.map(({ start }) => instant(start)).filter(Number.isFinite);
  return 2 * starts.length >= nodes.length && starts.some((start) => start !== starts[0]);
}

export function axisOf(nodes: readonly TraceNode[], by: AxisBy): Axis {
  return by === "time" ? timeAxis(nodes) : orderAxis(nodes);
}

function timeAxis(nodes: readonly TraceNode[]): Axis {
  const timed = nodes.flatMap((node) => {
    const start = instant(node.start);
    const end = instant(node.end);
    return Number.isFinite(start) ? [{ id: node.id, start, end: end >= start ? end : start, ended: end >= start }] : [];
  });
  const origin = timed.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY);
  const length = Math.max(1, timed.reduce((most, { end }) => Math.max(most, end), origin) - origin);
  const spans = timed.map(({ id, start, end, ended }): [string, Span] => [
    id,
    { from: (start - origin) / length, to: (end - origin) / length, ended },
  ]);
  return { by: "time", length: timed.length > 0 ? length : 1, spans: new Map(spans) };
}

/** Every node is one wide; one with children reaches to the last that is below it. */
function orderAxis(nodes: readonly TraceNode[]): Axis {
  const length = Math.max(1, nodes.length);
  const place = new Map(nodes.map((node, at) => [node.id, at]));
  const last = new Map(place);
  for (const node of nodes.toReversed()) {
    const seen = new Set<string>();
    for (let above = node.parent; above !== null && !seen.has(above); above = parentOf(nodes, place, above)) {
      const reach = place.get(node.id) ?? 0;
      if ((last.get(above) ?? Number.POSITIVE_INFINITY) >= reach) break;
      last.set(above, reach);
      seen.add(above);
    }
  }
  const spans = nodes.map(({ id }, at): [string, Span] => [
    id,
    { from: at / length, to: ((last.get(id) ?? at) + 1) / length, ended: true },
  ]);
  return { by: "order", length, spans: new Map(spans) };
}

function parentOf(nodes: readonly TraceNode[], place: ReadonlyMap<string, number>, id: string): string | null {
  return nodes[place.get(id) ?? -1]?.parent ?? null;
}

/** Marks at even steps that people count in, no more than `most` of them. */
export function ticksOf(axis: Axis, most: number): Tick[] {
  const rough = axis.length / Math.max(1, most);
  const step = axis.by === "time" ? timeStep(rough) : countStep(rough);
  const steps = Math.floor(axis.length / step + 1e-9);
  const first = axis.by === "time" ? 0 : 1;
  return Array.from({ length: steps + 1 - first }, (_, at) => {
    const value = (at + first) * step;
    return axis.by === "time"
      ? { at: value / axis.length, label: clockWords(value) }
      : { at: (value - 0.5) / axis.length, label: count(value) };
  });
}

function timeStep(rough: number): number {
  return TIME_STEPS.find((step) => step >= rough) ?? Math.ceil(rough / (365 * DAY)) * 365 * DAY;
}

function countStep(rough: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, rough))));
  return ([1, 2, 5, 10].find((step) => step * power >= rough) ?? 10) * power;
}

const twoDigits = (value: number) => String(value).padStart(2, "0");

/** "45 s", "1:45", "2:05:00": on the axis there is little room. */
export function clockWords(milliseconds: number): string {
  if (milliseconds < MINUTE) return spanWords(milliseconds);
  const [seconds, minutes] = [Math.round(milliseconds / SECOND), Math.floor(milliseconds / MINUTE)];
  if (milliseconds < HOUR) return `${String(minutes)}:${twoDigits(seconds % 60)}`;
  return `${String(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`;
}

/** "0 s", "420 ms", "3.2 s", "3 min 5 s". */
export function spanWords(milliseconds: number): string {
  if (milliseconds === 0) return "0 s";
  if (milliseconds < SECOND) return `${String(Math.max(1, Math.round(milliseconds)))} ms`;
  if (milliseconds < 10 * SECOND) return `${String(Math.round(milliseconds / 100) / 10)} s`;
  return duration(milliseconds);
}

/** Scrolls as little as needed to bring a span into a window over the axis; both as shares of its length. */
export function shownSpan(left: number, width: number, { from, to }: Pick<Span, "from" | "to">): number {
  const margin = 0.1 * width;
  if (from < left || to - from > width) return Math.max(0, from - margin);
  return to > left + width ? Math.min(1 - width, to - width + margin) : left;
}
