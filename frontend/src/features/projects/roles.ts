import type { Role } from "@/api/types";

export const ROLES: { value: Role; label: string }[] = [
  { value: "annotator", label: "Annotator: answers tasks" },
  { value: "reviewer", label: "Reviewer: settles disputes" },
  { value: "manager", label: "Manager: runs the project" },
];
