import { counted } from "@/lib/format";

import type { Usage } from "../../defineKind";
import type { Label } from "../types";
import { nextColour } from "./palette";

// What can be done with a project's labels. A label's key is made once, from its first title, and never changes:
// answers are stored under it.

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
const LONGEST_KEY = 40;
/** Means that somebody drew nothing, so no label can have it as its key. */
const ABSENT = "absent";

/** "Red blood cell" → `red-blood-cell`. Never empty, never taken twice. */
export function keyFor(title: string, taken: ReadonlySet<string>, fallback = "label"): string {
  const plain = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9_]+/g, "-")
    .replace(/^[-_]+|-+$/g, "")
    .slice(0, LONGEST_KEY - 5);
  const base = plain || fallback;
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? base : `${base}-${String(number)}`;
    if (!taken.has(key) && key !== ABSENT) return key;
  }
}

/** The titles in a text with one on each line: trimmed, without blanks, each once. */
export function titlesIn(text: string, longest: number): string[] {
  const titles = text.split(/\r?\n/).map((line) => line.trim().slice(0, longest).trimEnd());
  return [...new Set(titles.filter(Boolean))];
}

/** Which of the titles the project has not yet, whatever their case. A merged label has given its title up. */
export function newTitles(labels: readonly Label[], titles: readonly string[]): string[] {
  const current = labels.filter(({ merged_into }) => merged_into === null);
  const known = new Set(current.map(({ title }) => title.toLowerCase()));
  return titles.filter((title) => {
    const isNew = !known.has(title.toLowerCase());
    known.add(title.toLowerCase());
    return isNew;
  });
}

/** The labels with new ones at the end, each with a colour, and with a digit key as long as there are any. */
export function withAdded(labels: readonly Label[], titles: readonly string[], palette: readonly string[]): Label[] {
  const keys = new Set(labels.map(({ key }) => key));
  const all = [...labels];
  for (const title of newTitles(labels, titles)) {
    const label = freshLabel(title, keyFor(title, keys), all, palette);
    keys.add(label.key);
    all.push(label);
  }
  return all;
}

function freshLabel(title: string, key: string, labels: readonly Label[], palette: readonly string[]): Label {
  return {
    key,
    title,
    colour: nextColour(
      palette,
      labels.map(({ colour }) => colour),
    ),
    shortcut: freeShortcut(labels),
    category_id: null,
    supercategory: "",
    archived: false,
    merged_into: null,
    attributes: [],
  };
}

function freeShortcut(labels: readonly Label[]): Label["shortcut"] {
  return DIGITS.find((digit) => labels.every(({ shortcut }) => shortcut !== digit)) ?? null;
}

export function isDrawn(label: Label): boolean {
  return !label.archived && label.merged_into === null;
}

export function withChanged(labels: readonly Label[], key: string, part: Partial<Label>): Label[] {
  return labels.map((label) => (label.key === key ? { ...label, ...part } : label));
}

/** A digit belongs to one label: whoever had it loses it. */
export function withShortcut(labels: readonly Label[], key: string, shortcut: Label["shortcut"]): Label[] {
  return labels.map((label) => {
    if (label.key === key) return { ...label, shortcut };
    return shortcut !== null && label.shortcut === shortcut ? { ...label, shortcut: null } : label;
  });
}

/** Nobody draws it any more; boxes that have it keep it. */
export function withArchived(labels: readonly Label[], key: string): Label[] {
  return withChanged(labels, key, { archived: true, shortcut: null });
}

export function withRestored(labels: readonly Label[], key: string): Label[] {
  return withChanged(labels, key, { archived: false, merged_into: null });
}

/** Boxes of one label count as another's from now on, and so do those that were merged into it before. */
export function withMerged(labels: readonly Label[], key: string, into: string): Label[] {
  return labels.map((label) => {
    if (label.key === key) return { ...label, merged_into: into, shortcut: null };
    return label.merged_into === key ? { ...label, merged_into: into } : label;
  });
}

/** Without a label that stands in no answer; as it was when it is used or others are merged into it. */
export function withRemoved(labels: readonly Label[], key: string, usage: Usage): Label[] {
  return isRemovable(labels, key, usage) ? labels.filter((label) => label.key !== key) : [...labels];
}

export function isRemovable(labels: readonly Label[], key: string, usage: Usage): boolean {
  return answersWith(usage, key) === 0 && labels.every(({ merged_into }) => merged_into !== key);
}

export function answersWith(usage: Usage, key: string): number {
  return usage[key]?.answers ?? 0;
}

/** The labels with one moved past its neighbour among those that are drawn; as they were at the ends. */
export function withMoved(labels: readonly Label[], key: string, step: -1 | 1): Label[] {
  const drawn = labels.filter(isDrawn);
  const neighbour = drawn[drawn.findIndex((label) => label.key === key) + step];
  const from = labels.findIndex((label) => label.key === key);
  const label = labels[from];
  if (!neighbour || !label) return [...labels];
  const rest = labels.toSpliced(from, 1);
  const place = rest.indexOf(neighbour) + (step === 1 ? 1 : 0);
  return rest.toSpliced(place, 0, label);
}

/** "312 boxes in 24 tasks", or nothing for a label that no answer has. */
export function sayUsage(usage: Usage, key: string): string {
  const used = usage[key];
  if (!used || used.answers === 0) return "";
  return `${counted(used.mentions, "box", "boxes")} in ${counted(used.tasks, "task")}`;
}
