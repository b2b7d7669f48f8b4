import type { User } from "@/api/types";

export const GROUPS = ["accounts", "locked", "authors"] as const;
export type Group = (typeof GROUPS)[number];

/** People who can sign in, people who no longer can, and names that came with imported answers. */
export function groupOf(user: Pick<User, "is_active" | "is_placeholder">): Group {
  if (user.is_placeholder) return "authors";
  return user.is_active ? "accounts" : "locked";
}

export function inGroup(users: readonly User[], group: Group): User[] {
  return users.filter((user) => groupOf(user) === group);
}

/** Those in whose name, address or pseudonym every word of the search is found. */
export function search(users: readonly User[], text: string): User[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const about = (user: User) => `${user.display_name} ${user.email ?? ""} ${user.pseudonym}`.toLowerCase();
  return users.filter((user) => words.every((word) => about(user).includes(word)));
}
