import type { ProjectFields } from "@/api/projects";
import type { KindInfo, Project } from "@/api/types";
import { isSame } from "@/lib/same";

/** What a manager fills in about a project. */
export interface ProjectDraft {
  title: string;
  description: string;
  settings: Record<string, unknown>;
  overlap: number;
  lease_minutes: number;
  agreement_threshold: number;
  revisable: boolean;
}

const DEFAULTS = { overlap: 2, lease_minutes: 30, agreement_threshold: 0.7, revisable: true };

export function emptyDraft(kind: KindInfo | undefined): ProjectDraft {
  return { title: "", description: "", settings: kind?.default_settings ?? {}, ...DEFAULTS };
}

export function draftOf(project: Project): ProjectDraft {
  const { title, description, settings, overlap, lease_minutes, agreement_threshold, revisable } = project;
  return { title, description, settings, overlap, lease_minutes, agreement_threshold, revisable };
}

/** Only what differs: two managers who change different things do not overwrite each other. */
export function changes(before: ProjectDraft, after: ProjectDraft): ProjectFields {
  const keys = Object.keys(after) as (keyof ProjectDraft)[];
  const changed = keys.filter((key) => !isSame(before[key], after[key]));
  return Object.fromEntries(changed.map((key) => [key, after[key]]));
}
