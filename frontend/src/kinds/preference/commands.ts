import type { Command } from "@/lib/commands";

import type { AnnotateContext } from "../defineKind";
import { type Action, reduce } from "./answer";
import { hasTie, presetOf } from "./scales";
import { screenPoints, verdictAt } from "./sides";
import type { Answer, Content, Settings } from "./types";

const GROUP = "Verdict";

/** What can be said of the whole, whichever unit has the focus. */
export function verdictCommands({
  answer,
  onChange,
  content,
  settings,
}: AnnotateContext<Content, Answer, Settings>): Command[] {
  const command = (id: string, label: string, action: Action, shortcut?: string): Command => ({
    id: `preference.${id}`,
    label,
    shortcut,
    group: GROUP,
    run: () => {
      onChange(reduce(answer, action));
    },
  });
  if (settings.mode === "rating") return [];
  if (settings.mode === "ranking")
    return [command("cannot-rank", "Cannot rank them", { type: "cannot_rank", turn: null })];
  const points = screenPoints(content, settings).filter((point) => point.canonical !== 0);
  return [
    ...points.map(({ screen, canonical, label }) =>
      command(`prefer${String(screen)}`, label, { type: "verdict", verdict: verdictAt(canonical), turn: null }),
    ),
    ...(hasTie(presetOf(settings))
      ? [command("same", "About the same", { type: "verdict", verdict: { verdict: "same" }, turn: null }, "t")]
      : []),
    command("both-bad", "Both bad", { type: "verdict", verdict: { verdict: "both_bad" }, turn: null }, "x"),
  ];
}

/** What the keys do on the answer's side; each means the unit that has the focus. */
export interface Desk {
  digits: { key: string; label: string }[];
  pick: (key: string) => void;
  cannotAssess: () => void;
  /** Missing where nothing can be "not applicable". */
  notApplicable: (() => void) | null;
  move: (by: 1 | -1) => void;
  toOverall: () => void;
  toRationale: () => void;
  edit: (() => void) | null;
}

export function deskCommands(desk: Desk): Command[] {
  const command = (id: string, label: string, shortcut: string, run: () => void): Command => ({
    id: `preference.${id}`,
    label,
    shortcut,
    group: "In focus",
    run,
  });
  return [
    ...desk.digits.map(({ key, label }) => ({
      ...command(`digit${key}`, label, key, () => {
        desk.pick(key);
      }),
      hidden: true,
    })),
    command("cannot-assess", "Cannot assess", "u", desk.cannotAssess),
    ...(desk.notApplicable ? [command("not-applicable", "Not applicable", "n", desk.notApplicable)] : []),
    command("next-unit", "Next question", "j", () => {
      desk.move(1);
    }),
    command("previous-unit", "Previous question", "k", () => {
      desk.move(-1);
    }),
    command("overall", "Go to the overall verdict", "o", desk.toOverall),
    command("rationale", "Write the rationale", "r", desk.toRationale),
    ...(desk.edit ? [command("edit", "Write a better version", "e", desk.edit)] : []),
  ];
}
