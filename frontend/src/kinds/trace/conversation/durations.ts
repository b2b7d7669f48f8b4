import { duration } from "@/lib/format";

/** "340 ms", "2.5 s", "1 min 12 s". */
export function shortDuration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  return milliseconds < 10_000 ? `${(milliseconds / 1_000).toFixed(1)} s` : duration(milliseconds);
}
