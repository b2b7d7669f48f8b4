import type { Mode, Settings } from "./types";

/** A scale of the overall question. Points are canonical values in order; a pairwise 0 stands for "about the same". */
export interface Preset {
  id: string;
  mode: Mode;
  points: readonly number[];
}

const PRESETS: readonly Preset[] = [
  { id: "seven_point", mode: "pairwise", points: [-3, -2, -1, 0, 1, 2, 3] },
  { id: "eight_point", mode: "pairwise", points: [-4, -3, -2, -1, 1, 2, 3, 4] },
  { id: "four_level", mode: "pairwise", points: [-2, -1, 1, 2] },
  { id: "five_point", mode: "pairwise", points: [-2, -1, 0, 1, 2] },
  { id: "ab_tie_bad", mode: "pairwise", points: [-1, 0, 1] },
  { id: "thumbs", mode: "rating", points: [0, 1] },
  { id: "one_to_five", mode: "rating", points: [1, 2, 3, 4, 5] },
  { id: "zero_to_four", mode: "rating", points: [0, 1, 2, 3, 4] },
  { id: "ranking", mode: "ranking", points: [] },
];

const DEFAULT_PRESET: Record<Mode, string> = { pairwise: "seven_point", rating: "one_to_five", ranking: "ranking" };

/** Words for a strength, by how many steps the preset has each way: slightly, then better, then much better … */
const STRENGTH_WORDS: Record<number, readonly string[]> = {
  1: ["better"],
  2: ["slightly better", "clearly better"],
  3: ["slightly better", "better", "much better"],
  4: ["slightly better", "better", "much better", "very much better"],
};

const RATING_WORDS: Record<string, readonly string[]> = {
  thumbs: ["Bad", "Good"],
  one_to_five: ["Very bad", "Bad", "Fair", "Good", "Very good"],
  zero_to_four: ["Very bad", "Bad", "Fair", "Good", "Very good"],
};

export function presetOf(settings: Pick<Settings, "mode" | "scale">): Preset {
  const preset = PRESETS.find((each) => each.id === settings.scale && each.mode === settings.mode);
  return preset ?? defaultPreset(settings.mode);
}

export function defaultPreset(mode: Mode): Preset {
  const preset = PRESETS.find((each) => each.id === DEFAULT_PRESET[mode]);
  if (!preset) throw new Error(`no preset for ${mode}`);
  return preset;
}

export function hasTie(preset: Preset): boolean {
  return preset.points.includes(0);
}

/** "much better", for a strength of either sign. */
export function strengthWords(preset: Preset, strength: number): string {
  const size = Math.abs(strength);
  if (size === 0) return "about the same";
  const steps = Math.max(...preset.points);
  return STRENGTH_WORDS[steps]?.[size - 1] ?? "better";
}

export function ratingWords(preset: Preset, value: number): string {
  return RATING_WORDS[preset.id]?.[preset.points.indexOf(value)] ?? String(value);
}
