import { useMemo } from "react";

import { traceOf } from "../steps";
import type { Context, Dispute } from "../types";
import { type Notes, notesOf } from "./notes";
import type { Person } from "./people";

export function useNotes(
  { content, settings }: Context,
  people: readonly Person[],
  disputes: readonly Dispute[] | undefined,
): Notes {
  return useMemo(
    () => notesOf(traceOf({ content, settings }), people, disputes),
    [content, settings, people, disputes],
  );
}
