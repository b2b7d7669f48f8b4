import type { Command } from "@/lib/commands";

/** Words in any order; a label that begins with the query comes first. */
export function searchCommands(commands: readonly Command[], query: string): Command[] {
  const shown = commands.filter((command) => !command.hidden && !command.disabled);
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return shown;
  const text = (command: Command) => `${command.label} ${command.group ?? ""}`.toLowerCase();
  const first = words[0] ?? "";
  return shown
    .filter((command) => words.every((word) => text(command).includes(word)))
    .sort((one, other) => Number(text(other).startsWith(first)) - Number(text(one).startsWith(first)));
}

/** Commands under their headings, in order of first appearance. */
export function byGroup(commands: readonly Command[]): [string, Command[]][] {
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    const group = command.group ?? "This page";
    groups.set(group, [...(groups.get(group) ?? []), command]);
  }
  return [...groups];
}
