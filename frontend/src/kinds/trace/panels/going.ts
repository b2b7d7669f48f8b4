import { useCallback, useEffect, useRef } from "react";

import { takesText } from "@/lib/commands";

import { type DeskCore, useDesk, useDeskCore } from "../desk";
import { focusIn } from "./opening";
import { pathsUp, placeOf } from "./places";

/** Goes to where the answer to a path is given: its panel, its node, its field. */
export function useGoTo(): (path: string) => void {
  const desk = useDeskCore();
  return useCallback(
    (path: string) => {
      goTo(desk, path);
    },
    [desk],
  );
}

function goTo({ read, select, state, trace }: DeskCore, path: string): void {
  const { node, panel } = placeOf(path, read(), trace);
  if (node !== null) select(node);
  state.set({ panel });
  // The panel has to be drawn first.
  requestAnimationFrame(() => {
    focusIn(elementOf(path));
  });
}

/** The nearest place that is on the screen: a problem may be of a part that has no element of its own. */
function elementOf(path: string): HTMLElement | undefined {
  const found = pathsUp(path).map((each) => document.querySelector<HTMLElement>(`[data-path="${CSS.escape(each)}"]`));
  return found.find((element) => element !== null) ?? undefined;
}

/** After a refused submission, goes to the first thing that is missing; when that is done, to the next. */
export function useFirstProblem(): void {
  const { disabled, problems } = useDesk();
  const goTo = useGoTo();
  const before = useRef<Record<string, string>>({});
  useEffect(() => {
    const [first] = Object.keys(problems);
    const isMending = isPartOf(problems, before.current) && first === Object.keys(before.current)[0];
    before.current = problems;
    // Whoever is typing has perhaps just begun to mend it.
    if (first === undefined || disabled || isMending || takesText(document.activeElement)) return;
    goTo(first);
  }, [problems, disabled, goTo]);
}

/** Something else than the first was mended: no reason to be led away from it. */
function isPartOf(problems: Record<string, string>, before: Record<string, string>): boolean {
  const paths = Object.keys(problems);
  return paths.length < Object.keys(before).length && paths.every((path) => path in before);
}
