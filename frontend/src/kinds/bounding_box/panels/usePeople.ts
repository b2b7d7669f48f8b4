import { useMemo, useState } from "react";

import type { NamedAnswer } from "../../defineKind";
import type { Overlay } from "../stage";
import type { Answer, Settings } from "../types";
import { layersOf, overlaysOf, type PersonLayer } from "./layers";

export interface People {
  layers: PersonLayer[];
  /** Those that are shown. */
  shown: PersonLayer[];
  overlays: Overlay[];
  off: ReadonlySet<string>;
  toggle: (id: string) => void;
}

const NOBODY: NamedAnswer<Answer>[] = [];

/** The answers of others, each of which can be switched off. */
export function usePeople(
  settings: Settings,
  answers: readonly NamedAnswer<Answer>[] = NOBODY,
  gold: Answer | null = null,
): People {
  const [off, setOff] = useState<ReadonlySet<string>>(new Set());
  const layers = useMemo(() => layersOf(answers, gold, settings), [answers, gold, settings]);
  const shown = useMemo(() => layers.filter(({ id }) => !off.has(id)), [layers, off]);
  const overlays = useMemo(() => overlaysOf(shown), [shown]);
  const toggle = (id: string) => {
    const next = new Set(off);
    if (!next.delete(id)) next.add(id);
    setOff(next);
  };
  return { layers, shown, overlays, off, toggle };
}
