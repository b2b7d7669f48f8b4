import type { Measure } from "@/api/types";
import { coefficient } from "@/lib/format";

type Statistic = Measure["statistic"];

const SAID: Record<string, string> = {
  no_pairable_units: "nothing was answered by two people yet",
  no_variation: "everybody gave one and the same value, so there is nothing to tell from chance",
  insufficient_variation: "fewer than 10 units hold anything but the commonest value",
  too_few_raters: "leaving one person out leaves nothing to compare",
  open_domain: "the scale has no fixed list of values",
};

/** Units that belong to one task are not independent, so the server counts tasks. */
const TOO_FEW = {
  hidden: "fewer than 30 tasks were answered by two people or more",
  shown: "fewer than 50 tasks were answered by two people or more",
};

/** Answers of two people may hold nothing to compare, so a share may rest on fewer tasks than were answered twice. */
const OF_SHARES: Record<string, string> = {
  no_pairable_units: "the answers of two people hold nothing to compare yet",
  hidden: "fewer than 30 tasks have answers of two people that hold something to compare",
  shown: "fewer than 50 tasks have answers of two people that hold something to compare",
};

/** Why a figure is missing, in words. */
export function sayReason(reason: string | null): string {
  if (reason === null) return "the server gave no reason";
  return SAID[reason] ?? (reason === "too_few_units" ? TOO_FEW.hidden : reason.replaceAll("_", " "));
}

/** Why a figure is not shown, or why it may not gate a decision; null when it may. */
export function sayDoubt(measure: Pick<Measure, "statistic" | "reason" | "shown" | "gateable">): string | null {
  const { statistic, reason, shown, gateable } = measure;
  if (gateable) return null;
  const key = reason === "too_few_units" ? (shown ? "shown" : "hidden") : reason;
  const ofShare = statistic === "share" && key !== null ? OF_SHARES[key] : undefined;
  return ofShare ?? (key === "shown" ? TOO_FEW.shown : sayReason(reason));
}

const LEVELS: Record<string, string> = {
  nominal: "Nominal: two values are equal or not.",
  ordinal: "Ordinal: it counts how many places two values lie apart.",
  interval: "Interval: it counts how far two numbers lie apart.",
  bounded: "Bounded: it counts how far two places lie apart, up to a bound.",
  ratio: "Ratio: it counts how far two numbers lie apart, for their size.",
};

export function sayLevel(level: string): string {
  return LEVELS[level] ?? level;
}

const WEIGHTED: Record<string, string> = {
  quadratic: "Cohen’s kappa, quadratic weights",
  bounded: "Cohen’s kappa, squared weights up to the bound",
};

/** Which kappa a table shows, by the weights of its disagreements. */
export function sayKappa(weights: string): string {
  return WEIGHTED[weights] ?? "Cohen’s kappa";
}

/** Shares are percentages, so that nobody takes them for coefficients. */
export function share(value: number | null): string {
  return value === null ? "–" : `${(100 * value).toFixed(1)} %`;
}

/** What an interval's resamples draw: units for an alpha, tasks for a share. */
export const DRAWN: Record<Statistic, string> = { alpha: "units", share: "tasks" };

const SHOWN: Record<Statistic, (value: number | null) => string> = { alpha: coefficient, share };

/** A figure, as numbers of its statistic are written. */
export function figure(statistic: Statistic, value: number | null): string {
  return SHOWN[statistic](value);
}

export function range(statistic: Statistic, interval: readonly number[] | null): string {
  const [low = null, high = null] = interval ?? [];
  return low === null || high === null ? "–" : `${figure(statistic, low)} to ${figure(statistic, high)}`;
}

/** What the plot of a measure shows, for those who do not see it. */
export function sayPlot(
  measure: Pick<Measure, "statistic" | "value" | "ci_units" | "ci_raters" | "ci_units_reason" | "ci_raters_reason">,
): string {
  const { statistic } = measure;
  const over = (what: string, interval: readonly number[] | null, reason: string | null) =>
    interval
      ? `95 % interval over ${what} ${range(statistic, interval)}`
      : `no interval over ${what}: ${sayReason(reason)}`;
  const parts = [
    `${statistic === "share" ? "Share" : "Alpha"} ${figure(statistic, measure.value)}`,
    over(DRAWN[statistic], measure.ci_units, measure.ci_units_reason),
    over("people", measure.ci_raters, measure.ci_raters_reason),
  ];
  return `${parts.join("; ")}.`;
}
