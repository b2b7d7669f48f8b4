import type { Invitation, Role } from "@/api/types";

/** A role in a project that is still to be chosen. */
export interface GrantDraft {
  project: string | null;
  role: Role;
}

export const ROLES: { value: Role; label: string }[] = [
  { value: "annotator", label: "Annotator" },
  { value: "reviewer", label: "Reviewer" },
  { value: "manager", label: "Manager" },
];

/** What is sent: rows with a project, each role of a project once. */
export function chosen(drafts: readonly GrantDraft[]): { project: string; role: Role }[] {
  const grants = new Map<string, { project: string; role: Role }>();
  for (const { project, role } of drafts) {
    if (project) grants.set(`${project} ${role}`, { project, role });
  }
  return [...grants.values()];
}

/** What an invitation gives, in words. */
export function sayGrants(invitation: Invitation, titles: ReadonlyMap<string, string>): string {
  if (invitation.resets) return `a new password for ${invitation.resets.display_name}`;
  const roles = invitation.grants.map(
    ({ project, role }) => `${role} of ${titles.get(project) ?? "a project that is gone"}`,
  );
  return [...(invitation.is_admin ? ["admin"] : []), ...roles].join(", ") || "an account";
}
