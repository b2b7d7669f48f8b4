import type { ExportFilters } from "@/api/types";

/** "settled · agreement from 0.8 · without imported answers · without images". */
export function filtersSaid(filters: ExportFilters): string {
  return [
    filters.status?.length ? filters.status.join(", ") : "all tasks",
    typeof filters.min_agreement === "number" && `agreement from ${String(filters.min_agreement)}`,
    filters.include_imported === false && "without imported answers",
    filters.include_images === false && "without images",
  ]
    .filter(Boolean)
    .join(" · ");
}

/** Why tasks gave no row, the most frequent reason first. */
export function leftOut(manifest: Record<string, unknown>): { reason: string; tasks: number }[] {
  const counts = manifest.counts as { left_out?: Record<string, number> } | undefined;
  return Object.entries(counts?.left_out ?? {})
    .map(([reason, tasks]) => ({ reason, tasks }))
    .toSorted((one, other) => other.tasks - one.tasks);
}
