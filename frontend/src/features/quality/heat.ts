/** How much of the hue a full agreement carries; text stays readable on it in both themes. */
const FULL = 46;

export interface Heat {
  hue: "agree" | "differ";
  /** Percent of the hue in the background. */
  strength: number;
}

/** Kappa 0 (chance) has no colour, 1 the most; below 0 the other hue. */
export function heat(kappa: number): Heat {
  const size = Math.min(Math.abs(kappa), 1);
  return { hue: kappa < 0 ? "differ" : "agree", strength: Math.round(size * FULL) };
}

const HUES: Record<Heat["hue"], string> = { agree: "var(--ts-info)", differ: "var(--ts-bad)" };

export function background(kappa: number): string {
  const { hue, strength } = heat(kappa);
  return `color-mix(in srgb, ${HUES[hue]} ${String(strength)}%, var(--ts-surface))`;
}
