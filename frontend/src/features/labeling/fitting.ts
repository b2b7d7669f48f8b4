import { useCallback, useMemo } from "react";

import type { Criterion, Project } from "@/api/types";
import type { Kind } from "@/kinds";
import { counted } from "@/lib/format";
import { isSame } from "@/lib/same";

// Settings and rubrics change while drafts wait. What is opened later is brought to what is asked now, and the person
// is told: a part that no place on the screen shows could not be taken back, and the server would refuse it.

const NONE: Criterion[] = [];

/** Brings an answer to what the project asks now; the same object if it fits. */
export function useFit(kind: Kind, project: Project, content: unknown): (answer: unknown) => unknown {
  const { settings } = project;
  const criteria = project.rubric?.criteria ?? NONE;
  const context = useMemo(() => ({ content, settings, criteria }), [content, settings, criteria]);
  return useCallback(
    (answer: unknown) => {
      const fitted = kind.fit(answer, context) as unknown;
      return isSame(answer, fitted) ? answer : fitted;
    },
    [kind, context],
  );
}

/** How many parts of an answer another version of it lacks; a part that holds others counts once. */
export function leftOut(before: unknown, after: unknown): number {
  if (isNothing(before)) return 0;
  if (after === undefined || after === null || after === "" || (before === true && after === false)) return 1;
  if (Array.isArray(before)) return entriesLeftOut(before, Array.isArray(after) ? after : []);
  if (!isRecord(before) || !isRecord(after)) return 0;
  return total(Object.entries(before).map(([key, part]) => leftOut(part, after[key])));
}

export function sayLeftOut(count: number): string {
  const parts = counted(count, "part of your answer is", "parts of your answer are");
  return `${parts} no longer asked and ${count === 1 ? "was" : "were"} left out.`;
}

function entriesLeftOut(before: readonly unknown[], after: readonly unknown[]): number {
  const known = new Map(after.map((entry) => [nameOf(entry), entry]));
  return total(before.map((entry) => leftOut(entry, known.get(nameOf(entry)))));
}

/** Entries of a list are known by their ids, else by what they say. */
function nameOf(entry: unknown): string {
  return isRecord(entry) && typeof entry.id === "string" ? entry.id : JSON.stringify(entry);
}

/** Also a part whose own parts say nothing. No is an answer. */
function isNothing(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.values(value).every(isNothing);
  return value === undefined || value === null || value === "";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
