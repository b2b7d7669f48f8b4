import type { Command } from "@/lib/commands";
import type { Store } from "@/lib/store";

import type { DeskState } from "../desk";
import type { Adopting } from "./Comparison";
import type { MatrixRow } from "./matrix";
import type { Person } from "./people";

interface Comparing {
  /** Those that are shown, in order. */
  rows: readonly MatrixRow[];
  people: readonly Person[];
  state: Store<DeskState>;
  select: (id: string) => void;
  adopting: Adopting | undefined;
  onFilter: (change: (only: boolean) => boolean) => void;
}

const GROUP = "Answers";

/** `j` and `k` walk the rows that are shown; `p 1` takes the step of the first person, `p shift+1` … all of it. */
export function compareCommands({ rows, people, state, select, adopting, onFilter }: Comparing): Command[] {
  const step = (by: 1 | -1) => () => {
    const place = rows.findIndex(({ node }) => node.id === state.get().selected);
    const next = rows[place < 0 ? (by === 1 ? 0 : rows.length - 1) : (place + by + rows.length) % rows.length];
    if (next) select(next.node.id);
  };
  return [
    command("next", "Next row of the answers", "j", step(1)),
    command("previous", "Previous row of the answers", "k", step(-1)),
    command("filter", "Only disputed steps, or all", "d", () => {
      onFilter((only) => !only);
    }),
    ...(adopting ? adoptCommands(people, state, adopting) : []),
  ];
}

function adoptCommands(people: readonly Person[], state: Store<DeskState>, adopting: Adopting): Command[] {
  return [
    ...people.slice(0, 9).map((person, at) =>
      command(`step.${person.id}`, `Take this step from ${person.name}`, `p ${String(at + 1)}`, () => {
        const { selected } = state.get();
        if (selected !== null) adopting.step(person, selected);
      }),
    ),
    command("agreed", "Take what nobody disputes", "p p", adopting.agreed),
  ];
}

function command(id: string, label: string, shortcut: string, run: () => void): Command {
  return { id: `compare.${id}`, group: GROUP, label, shortcut, run };
}
