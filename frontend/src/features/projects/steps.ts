import type { Project } from "@/api/types";

export interface Step {
  key: "rubric" | "tasks" | "people" | "guidelines";
  label: string;
  help: string;
  done: boolean;
  needed: boolean;
}

/** What stands between a draft and an active project, in the order of work. */
export function setupSteps(project: Project, annotators: number, takesImages = false): Step[] {
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
      help: "Criteria that people judge beside the main question. A rubric can be empty.",
      done: project.rubric !== null,
      needed: true,
    },
    {
      key: "tasks",
      label: "Import tasks",
      help: takesImages
        ? "Images, with or without annotations, or rows that name images."
        : "From a JSON, JSONL, CSV or Parquet file.",
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
