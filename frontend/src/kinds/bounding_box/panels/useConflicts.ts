import { useCallback, useMemo, useState } from "react";

import { useCommands } from "@/ui/CommandProvider";

import { say } from "../acting";
import { isFree } from "../focus";
import { zoomToRect } from "../looking";
import { type StageCore, useStageCore } from "../stage";
import type { Box } from "../types";
import { adoptBox } from "./adopting";
import { conflictCommands } from "./conflictCommands";
import { type Conflict, conflictsOf, type Member } from "./conflicts";
import type { PersonLayer } from "./layers";
import { sayConflict, TYPE_WORDS } from "./saying";

export interface Conflicts {
  all: Conflict<Box>[];
  /** The place of the one that is looked at; -1 before the first. */
  at: number;
  /** Around the ends. */
  goTo: (place: number) => void;
}

/** Where the layers differ, to be walked with keys. */
export function useConflicts(layers: readonly PersonLayer[]): Conflicts {
  const stage = useStageCore();
  const { settings } = stage.context;
  const all = useMemo(() => conflictsOf(layers, settings.iou_threshold), [layers, settings.iou_threshold]);
  const [current, setCurrent] = useState<string | null>(null);
  const at = all.findIndex(({ id }) => id === current);
  const goTo = useCallback(
    (place: number) => {
      const next = all[(place + all.length) % all.length];
      if (!next) return;
      setCurrent(next.id);
      mark(stage, next.members[0]);
      zoomToRect(stage, next.area);
      say(stage, `${TYPE_WORDS[next.type]}: ${sayConflict(next, layers, stage.context.settings)}`);
    },
    [stage, layers, all],
  );
  const commands = useMemo(() => commandsFor(stage, layers, { all, at, goTo }), [stage, layers, all, at, goTo]);
  useCommands(commands);
  return { all, at, goTo };
}

export function mark({ state }: StageCore, member: Member | undefined): void {
  state.set({ marked: member ? `${member.layer}/${member.box.id}` : null });
}

function commandsFor(stage: StageCore, layers: readonly PersonLayer[], { all, at, goTo }: Conflicts) {
  return conflictCommands({
    step: (by) => {
      goTo(at < 0 && by < 0 ? all.length - 1 : at + by);
    },
    people: stage.disabled ? [] : layers,
    adopt: (layer) => {
      const box = all[at]?.members.find((member) => member.layer === layer)?.box;
      if (box && all[at]) adoptBox(stage, box, all[at]);
    },
    walks: () => all.length > 0,
    arrows: () => all.length > 0 && stage.state.get().selection.length === 0 && isFree(),
  });
}
