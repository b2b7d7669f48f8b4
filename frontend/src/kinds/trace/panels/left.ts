import { counted } from "@/lib/format";

// What is left to do, short enough for a list: the same thing on many steps is one line.

export interface Left {
  text: string;
  /** Where the first of it is done. */
  path: string;
}

interface Entry extends Left {
  /** What the entry asks for, whichever step it asks it of; null for what is asked once. */
  kind: string | null;
}

/** What is asked of several steps comes as one line, and leads to the first of them. */
export function whatIsLeft(missing: Record<string, string>): Left[] {
  const kinds = new Map<string, Entry[]>();
  const lines: Entry[][] = [];
  for (const [path, text] of Object.entries(missing)) {
    const entry = { path, text, kind: kindOf(path, text) };
    const known = entry.kind === null ? undefined : kinds.get(entry.kind);
    if (known) {
      known.push(entry);
      continue;
    }
    const line = [entry];
    if (entry.kind !== null) kinds.set(entry.kind, line);
    lines.push(line);
  }
  return lines.flatMap(([first, ...others]) => {
    if (!first) return [];
    return [{ path: first.path, text: others.length > 0 ? sayAll(first, others.length + 1) : first.text }];
  });
}

const STEP = /^steps\..*\.(label|criteria\.[^.]+)$/;
const OPEN = /not (labelled|judged) yet\.$/;

/** Contradictions are told one by one; only what is still open is counted. */
function kindOf(path: string, text: string): string | null {
  return OPEN.test(text) ? (STEP.exec(path)?.[1] ?? null) : null;
}

/** "Step 3, Soundness: not judged yet." and its like of other steps: "Soundness: 4 steps not judged yet." */
function sayAll({ kind, text }: Entry, count: number): string {
  const steps = counted(count, "step");
  if (kind === "label") return `${steps} not labelled yet.`;
  const title = /^[^,]*, (.*): [^:]*$/.exec(text)?.[1];
  return title ? `${title}: ${steps} not judged yet.` : `${steps}: ${text}`;
}
