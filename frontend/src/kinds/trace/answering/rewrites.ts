import type { Json } from "../types";

// How large a better version of a step may be, and what its arguments may hold. The server takes nothing else.

export const LONGEST_TEXT = 100_000;
export const LONGEST_TOOL = 200;
const LONGEST_ARGUMENTS = 1_000_000;
const DEEPEST = 40;

export const NOT_READ = "the arguments are no valid JSON.";

/** Why arguments cannot be stored although they are JSON; null where they can. */
export function argumentsProblem(value: Json): string | null {
  if (isDeep(value)) return `the arguments are nested more than ${DEEPEST} levels deep.`;
  const text = JSON.stringify(value);
  if (holdsNul(value)) return "the arguments hold a NUL character, which cannot be stored.";
  const bytes = text.length * 3 > LONGEST_ARGUMENTS ? new TextEncoder().encode(text).length : 0;
  return bytes > LONGEST_ARGUMENTS ? "the arguments are too long: at most 1,000,000 characters of JSON." : null;
}

/** Level by level: JSON that is nested deeper than the call stack must not break the page. */
function isDeep(value: Json): boolean {
  let level: Json[] = [value];
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    level = level.flatMap(childrenOf).filter((each) => typeof each === "object" && each !== null);
    if (level.length === 0) return false;
  }
  return true;
}

function childrenOf(value: Json): Json[] {
  if (Array.isArray(value)) return value;
  return typeof value === "object" && value !== null ? Object.values(value) : [];
}

/** In a text, or in the name of a field. */
function holdsNul(value: Json): boolean {
  if (typeof value === "string") return value.includes("\0");
  if (Array.isArray(value)) return value.some(holdsNul);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, each]) => key.includes("\0") || holdsNul(each));
}
