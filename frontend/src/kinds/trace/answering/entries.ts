import { isSame } from "@/lib/same";

// Changing records and lists of an answer without touching what stays.

export function withEntry<T>(entries: Record<string, T>, key: string, value: T | null): Record<string, T> {
  if (value !== null) return { ...entries, [key]: value };
  return Object.fromEntries(Object.entries(entries).filter(([each]) => each !== key));
}

export function changed<T extends { id: string }>(list: T[], id: string, change: (item: T) => T): T[] {
  return list.map((item) => (item.id === id ? change(item) : item));
}

export function without<T extends { id: string }>(list: T[], id: string): T[] {
  return list.filter((item) => item.id !== id);
}

/** The answer with this part; the same answer if the part says the same as before. */
export function withPart<T extends object, Key extends keyof T>(answer: T, key: Key, part: T[Key]): T {
  return isSame(answer[key], part) ? answer : { ...answer, [key]: part };
}

export function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}
