import type { Anchor } from "@/api/types";
import { choicesOf, type Scale } from "@/lib/scales";

import type { Settings } from "../types";
import type { Description } from "./description";

/** The preset that a scale is, if nothing of it was changed. */
export function presetOf(scale: Scale, { scales }: Description): string | null {
  return scales.find((preset) => same(preset.scale, scale))?.key ?? null;
}

export function rowsOf(scale: Scale): Anchor[] {
  return scale.anchors ?? scale.options ?? [];
}

/** The settings with other values on the scale; one that is gone cannot mean an error. */
export function withRows(settings: Settings, rows: Anchor[]): Settings {
  const scale: Scale = { ...settings.scale, [settings.scale.type === "ordinal" ? "anchors" : "options"]: rows };
  const known = choicesOf(scale).map(({ value }) => value);
  return { ...settings, scale, wrong: settings.wrong.filter((value) => known.includes(value)) };
}

export function nextRow(scale: Scale, rows: Anchor[]): Anchor {
  if (scale.type === "ordinal") return { value: Math.max(0, ...rows.map(({ value }) => Number(value))) + 1, label: "" };
  const taken = new Set(rows.map(({ value }) => value));
  let number = rows.length + 1;
  while (taken.has(`label_${String(number)}`)) number += 1;
  return { value: `label_${String(number)}`, label: "" };
}

function same(one: Scale, other: Scale): boolean {
  return one.type === other.type && words(one) === words(other);
}

/** All that a scale says, however its parts are ordered. */
function words(scale: Scale): string {
  return JSON.stringify(rowsOf(scale).map(({ value, label, description = "" }) => [value, label, description]));
}
