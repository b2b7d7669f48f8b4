/** The common axis of all measures, from a little under chance to perfect agreement. */
export const LOW = -0.2;
export const HIGH = 1;
/** Percent of the width kept free at either end, so that a dot at the end is whole. */
const MARGIN = 2.5;

export const TICKS = [0, 0.5, 1] as const;

/** Krippendorff's own marks. Labels stand away from each other, since the lines are close. */
export const MARKS = [
  { value: 0.667, label: ".667", anchor: "end", shift: -4 },
  { value: 0.8, label: ".80", anchor: "start", shift: 4 },
] as const;

/** Where a value lies, in percent of the plot's width. What is beyond an end is put there. */
export function place(value: number): number {
  const part = (Math.min(Math.max(value, LOW), HIGH) - LOW) / (HIGH - LOW);
  return MARGIN + part * (100 - 2 * MARGIN);
}

export interface Whisker {
  from: number;
  to: number;
  /** It goes on beyond the left end of the axis. */
  cut: boolean;
}

export function whisker(interval: readonly number[] | null): Whisker | null {
  const [low, high] = interval ?? [];
  if (low === undefined || high === undefined) return null;
  return { from: place(low), to: place(high), cut: low < LOW };
}
