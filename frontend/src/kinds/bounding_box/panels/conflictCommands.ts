import type { Command } from "@/lib/commands";

interface Walking {
  step: (by: 1 | -1) => void;
  /** Whose boxes can be adopted. */
  people: readonly { id: string; name: string }[];
  adopt: (person: string) => void;
  /** Whether there is anything to walk. Asked when a key is pressed, like the next. */
  walks: () => boolean;
  /** Arrows move boxes as soon as one is selected. */
  arrows: () => boolean;
}

const GROUP = "Conflicts";
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

const STEPS = [
  { by: 1, label: "Next conflict", key: "j", arrows: ["arrowdown", "arrowright"] },
  { by: -1, label: "Previous conflict", key: "k", arrows: ["arrowup", "arrowleft"] },
] as const;

/** `j` and `k`, or the arrows, walk; `a` and then a letter adopts: `a a` the box of the first, `a b` of the second. */
export function conflictCommands({ step, people, adopt, walks, arrows }: Walking): Command[] {
  const steps = STEPS.flatMap(({ by, label, key, arrows: others }) => {
    const run = () => {
      step(by);
    };
    return [
      command({ id: key, label, shortcut: key, run }, walks),
      ...others.map((arrow) => command({ id: arrow, label, shortcut: arrow, run, hidden: true }, arrows)),
    ];
  });
  const adoptions = people.slice(0, LETTERS.length).map(({ id, name }, at) => {
    const run = () => {
      adopt(id);
    };
    return command(
      { id: `adopt-${id}`, label: `Adopt the box of ${name}`, shortcut: `a ${LETTERS.charAt(at)}`, run },
      walks,
    );
  });
  return [...steps, ...adoptions];
}

function command({ id, ...rest }: Command, when: () => boolean): Command {
  return {
    ...{ id: `conflicts.${id}`, group: GROUP, ...rest },
    get disabled() {
      return !when();
    },
  };
}
