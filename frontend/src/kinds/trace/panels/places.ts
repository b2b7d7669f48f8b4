import type { Trace } from "../steps";
import type { Answer } from "../types";

// Problems name what they are about by a path such as `steps.n3.label`. Here: where on the screen that is.

export interface Place {
  panel: "step" | "trace";
  /** The node to select, where the place is about one. */
  node: string | null;
}

type Marked = Pick<Answer, "errors">;

/** Which panel asks for what a path is about, and of which node. */
export function placeOf(path: string, answer: Marked, trace: Pick<Trace, "byId">): Place {
  const [head = "", ...rest] = path.split(".");
  if (head === "steps") return { panel: "step", node: nodeIn(rest, trace) };
  if (head === "errors") {
    const error = answer.errors.find(({ id }, at) => rest[0] === String(at) || rest[0] === id);
    return error ? { panel: "step", node: error.node } : { panel: "trace", node: null };
  }
  return { panel: "trace", node: null };
}

/** Ids may have dots of their own: the longest that is there is meant. */
function nodeIn(parts: readonly string[], { byId }: Pick<Trace, "byId">): string | null {
  const ids = parts.map((_, at) => parts.slice(0, parts.length - at).join("."));
  return ids.find((id) => byId.has(id)) ?? null;
}

/** What is wrong at a path or, if nothing is, at the first place below it. */
export function problemAt(problems: Record<string, string>, path: string): string | undefined {
  return problems[path] ?? Object.entries(problems).find(([each]) => each.startsWith(`${path}.`))?.[1];
}

/** The path itself, then each path above it: the nearest that is on the screen is where to look. */
export function pathsUp(path: string): string[] {
  const parts = path.split(".");
  return parts.map((_, at) => parts.slice(0, parts.length - at).join("."));
}
