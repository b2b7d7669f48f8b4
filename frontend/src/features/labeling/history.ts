// Undo and redo of everything: each answer that was, and each that was taken back.

export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** Where the last change was typed and when, so that one run of typing is one step. */
  readonly typing: { path: string; at: number } | null;
}

const MOST_STEPS = 500;
const TYPING_PAUSE_MS = 1200;

export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], typing: null };
}

export function change<T>(history: History<T>, next: T, now: number): History<T> {
  if (sameJson(history.present, next)) return history;
  const path = typedPath(history.present, next);
  const goesOn = path !== null && history.typing?.path === path && now - history.typing.at < TYPING_PAUSE_MS;
  return {
    past: goesOn ? history.past : [...history.past, history.present].slice(-MOST_STEPS),
    present: next,
    future: [],
    typing: path === null ? null : { path, at: now },
  };
}

/** What an answer is brought to before it is shown again, if anything. */
type Fit<T> = (answer: T) => T;

export function undo<T>(history: History<T>, fit?: Fit<T>): History<T> {
  return stepped(history, back, fit);
}

export function redo<T>(history: History<T>, fit?: Fit<T>): History<T> {
  return stepped(history, forth, fit);
}

/** A step that shows the same answer as before leads on to the next one. */
function stepped<T>(
  history: History<T>,
  step: (history: History<T>) => History<T>,
  fit: Fit<T> = (answer) => answer,
): History<T> {
  const next = step(history);
  if (next === history) return history;
  const shown = { ...next, present: fit(next.present) };
  return sameJson(shown.present, history.present) ? stepped(shown, step, fit) : shown;
}

function back<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
    typing: null,
  };
}

function forth<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, typing: null };
}

export function canUndo(history: History<unknown>): boolean {
  return history.past.length > 0;
}

export function canRedo(history: History<unknown>): boolean {
  return history.future.length > 0;
}

export function sameJson(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** The path of the one text that differs between two answers, or null when more or something else does. */
export function typedPath(before: unknown, after: unknown, path = ""): string | null {
  if (typeof before === "string" && typeof after === "string") return path;
  if (!isObject(before) || !isObject(after)) return null;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => !sameJson(before[key], after[key]),
  );
  const [key] = keys;
  return keys.length === 1 && key !== undefined ? typedPath(before[key], after[key], `${path}/${key}`) : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
