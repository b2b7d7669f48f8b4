/** How a person works: kept on this device from task to task. */
export interface Habits {
  plain: boolean;
  advance: boolean;
  /** The problem above the trace is folded. */
  problemFolded: boolean;
}

const KEY = "trace.habits";
const FIRST: Habits = { plain: false, advance: false, problemFolded: false };

function stored(): Habits {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return { ...FIRST, ...(typeof kept === "object" ? kept : {}) };
  } catch {
    return FIRST;
  }
}

/** What the desk begins with. */
export function remembered(): Pick<Habits, "plain" | "advance"> {
  const { plain, advance } = stored();
  return { plain, advance };
}

export function isProblemFolded(): boolean {
  return stored().problemFolded;
}

export function remember(habits: Partial<Habits>): void {
  localStorage.setItem(KEY, JSON.stringify({ ...stored(), ...habits }));
}
