import type { Label } from "../types";

/** Labels that hold every word; those whose title begins with the query come first, else the order of the project. */
export function findLabels(labels: readonly Label[], query: string): Label[] {
  const typed = query.trim().toLowerCase();
  const words = typed.split(/\s+/).filter(Boolean);
  return labels
    .filter((label) => words.every((word) => `${label.title} ${label.supercategory}`.toLowerCase().includes(word)))
    .sort((one, other) => Number(begins(other, typed)) - Number(begins(one, typed)));
}

function begins({ title }: Label, typed: string): boolean {
  return title.toLowerCase().startsWith(typed);
}
