/** One thing a person can do: toolbar, palette, keyboard and help all read this object. */
export interface Command {
  id: string;
  label: string;
  /** `mod+k`, `shift+r`, `?`, `1`, or a sequence such as `g p`. */
  shortcut?: string;
  /** Heading in the palette and in the list of shortcuts. */
  group?: string;
  run: () => void;
  disabled?: boolean;
  /** Also works while the focus is in a text field. Only for shortcuts with a modifier. */
  inFields?: boolean;
  /** In the list of shortcuts, but not in the palette. */
  hidden?: boolean;
}

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

interface Chord {
  key: string;
  mod: boolean;
  shift: boolean;
  alt: boolean;
}

function parseChord(text: string): Chord {
  const parts = text.toLowerCase().split("+");
  const key = parts.pop() || "+";
  return { key, mod: parts.includes("mod"), shift: parts.includes("shift"), alt: parts.includes("alt") };
}

function pressed(chord: Chord, event: KeyPress): boolean {
  const key = event.key.toLowerCase();
  if (key !== chord.key || event.altKey !== chord.alt) return false;
  if ((event.ctrlKey || event.metaKey) !== chord.mod) return false;
  // A sign such as "?" already says whether Shift is held; letters and named keys do not.
  const named = /^[a-z]$/.test(key) || key.length > 1;
  return !named || event.shiftKey === chord.shift;
}

/** `full`: the shortcut is complete. `part`: the presses so far begin a sequence. */
export function matchShortcut(shortcut: string, presses: readonly KeyPress[]): "full" | "part" | "none" {
  const chords = shortcut.split(" ").map(parseChord);
  if (presses.length > chords.length) return "none";
  const fits = presses.every((press, index) => {
    const chord = chords[index];
    return chord !== undefined && pressed(chord, press);
  });
  if (!fits) return "none";
  return presses.length === chords.length ? "full" : "part";
}

const isMac = typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.userAgent);
const SIGNS: Record<string, string> = {
  mod: isMac ? "⌘" : "Ctrl",
  shift: "Shift",
  alt: isMac ? "⌥" : "Alt",
  enter: "Enter",
  escape: "Esc",
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
};

/** The keys as people read them: `mod+enter` → ["Ctrl", "Enter"]; the steps of a sequence in a row. */
export function shortcutKeys(shortcut: string): string[] {
  return shortcut
    .split(" ")
    .flatMap((chord) => chord.split("+").map((part) => SIGNS[part.toLowerCase()] ?? part.toUpperCase()));
}

/** Whether typing goes into this element. */
export function takesText(element: EventTarget | null): boolean {
  if (!(element instanceof HTMLElement)) return false;
  if (element.isContentEditable || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement)
    return true;
  if (!(element instanceof HTMLInputElement)) return false;
  return !["checkbox", "radio", "button", "submit", "range", "file", "color"].includes(element.type);
}
