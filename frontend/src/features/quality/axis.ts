/** What figures of one statistic are drawn on. */
export interface Axis {
  low: number;
  high: number;
  ticks: readonly { value: number; label: string }[];
  /** Values that others have named. Labels stand away from each other, since the lines are close. */
  marks: readonly { value: number; label: string; anchor: "start" | "end"; shift: number }[];
}

/** From a little under chance to perfect agreement, with Krippendorff's own marks. */
export const ALPHAS: Axis = {
  low: -0.2,
  high: 1,
  ticks: [
    { value: 0, label: "0" },
    { value: 0.5, label: "0.5" },
    { value: 1, label: "1" },
  ],
  marks: [
    { value: 0.667, label: ".667", anchor: "end", shift: -4 },
    { value: 0.8, label: ".80", anchor: "start", shift: 4 },
  ],
};

export const SHARES: Axis = {
  low: 0,
  high: 1,
  ticks: [
    { value: 0, label: "0 %" },
    { value: 0.5, label: "50 %" },
    { value: 1, label: "100 %" },
  ],
  marks: [],
};

/** Percent of the width kept free at either end, so that a dot at the end is whole. */
const MARGIN = 2.5;

/** Where a value lies, in percent of the plot's width. What is beyond an end is put there. */
export function place({ low, high }: Axis, value: number): number {
  const part = (Math.min(Math.max(value, low), high) - low) / (high - low);
  return MARGIN + part * (100 - 2 * MARGIN);
}

export interface Whisker {
  from: number;
  to: number;
  /** It goes on beyond the left end of the axis. */
  cut: boolean;
}

export function whisker(axis: Axis, interval: readonly number[] | null): Whisker | null {
  const [low, high] = interval ?? [];
  if (low === undefined || high === undefined) return null;
  return { from: place(axis, low), to: place(axis, high), cut: low < axis.low };
}
