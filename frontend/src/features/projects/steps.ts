import type { Project } from "@/api/types";

export interface Step {
  key: "rubric" | "tasks" | "people" | "guidelines";
  label: string;
  help: string;
  done: boolean;
  needed: boolean;
}

/** What stands between a draft and an active project, in the order of work. */
export function setupSteps(project: Project, annotators: number): Step[] {
  return [
    {
      key: "guidelines",
      label: "Write guidelines",
      help: "What annotators should look for, with examples.",
      done: project.guidelines.trim() !== "",
      needed: false,
    },
    {
      key: "rubric",
      label: "Publish a rubric",
      help: "The criteria that people judge. An empty rubric asks for the overall verdict alone.",
      done: project.rubric !== null,
      needed: true,
    },
    {
      key: "tasks",
      label: "Import tasks",
      help: "From a JSON, JSONL, CSV or Parquet file.",
      done: project.progress.tasks > 0,
      needed: true,
    },
    {
      key: "people",
      label: "Invite annotators",
      help: `Each task wants ${String(project.overlap)} of them.`,
      done: annotators >= project.overlap,
      needed: false,
    },
  ];
}
