import type { Project } from "@/api/types";

/** Active projects in which I annotate: those with work for me first, the most waiting first. */
export function workToDo(projects: readonly Project[]): Project[] {
  return projects
    .filter((project) => project.status === "active" && project.roles.includes("annotator"))
    .toSorted((one, other) => other.progress.mine.waiting - one.progress.mine.waiting);
}
