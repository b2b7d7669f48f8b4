import type { Tool } from "./stage";

/** How a person works: kept on this device from task to task. */
export interface Habits {
  tool: Tool;
  label: string | null;
  snapping: boolean;
  titles: boolean;
}

const KEY = "bounding_box.habits";
const FIRST: Habits = { tool: "draw", label: null, snapping: false, titles: true };

export function remembered(): Habits {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return { ...FIRST, ...(typeof stored === "object" ? stored : {}) };
  } catch {
    return FIRST;
  }
}

export function remember(habits: Partial<Habits>): void {
  localStorage.setItem(KEY, JSON.stringify({ ...remembered(), ...habits }));
}
