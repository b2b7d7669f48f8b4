import type { Label, Settings } from "./types";

const NONE: ReadonlyMap<string, Label> = new Map();
const known = new WeakMap<Settings, ReadonlyMap<string, Label>>();

/** The labels that people may draw with. */
export function drawable({ labels }: Settings): Label[] {
  return labels.filter((label) => !label.archived && label.merged_into === null);
}

/** The label that a key means now: one that was merged means what it was merged into. */
export function labelOf(settings: Settings, key: string): Label | undefined {
  const labels = byKey(settings);
  const seen = new Set<string>();
  let label = labels.get(key);
  while (label?.merged_into && !seen.has(label.key)) {
    seen.add(label.key);
    label = labels.get(label.merged_into) ?? label;
  }
  return label;
}

export function titleOf(settings: Settings, key: string): string {
  return labelOf(settings, key)?.title ?? key;
}

/** The colour of what has a label that the project does not know. */
const UNKNOWN = "#B0B0B0";

export function colourOf(settings: Settings, key: string): string {
  return labelOf(settings, key)?.colour ?? UNKNOWN;
}

function byKey(settings: Settings): ReadonlyMap<string, Label> {
  if (!known.has(settings)) known.set(settings, new Map(settings.labels.map((label) => [label.key, label])));
  return known.get(settings) ?? NONE;
}

/** The label to draw with: the wanted one if it can be drawn, else the first. */
export function usable(settings: Settings, wanted: string | null): string | null {
  const labels = drawable(settings);
  return labels.find((label) => label.key === wanted)?.key ?? labels[0]?.key ?? null;
}
