import { describe, expect, it } from "vitest";

import type { Project, Rubric } from "@/api/types";

import { changes, draftOf, emptyDraft, type ProjectDraft } from "./draft";
import { setupSteps } from "./steps";

const project = {
  title: "Fruits",
  description: "",
  guidelines: "  ",
  settings: { mode: "pairwise", scale: "seven_point" },
  overlap: 3,
  lease_minutes: 45,
  agreement_threshold: 0.8,
  revisable: true,
  rubric: null,
  progress: { tasks: 0 },
} as unknown as Project;

describe("changes", () => {
  it("hold only what differs", () => {
    const before = draftOf(project);
    const after: ProjectDraft = { ...before, overlap: 2, settings: { mode: "pairwise", scale: "five_point" } };
    expect(changes(before, after)).toEqual({ overlap: 2, settings: { mode: "pairwise", scale: "five_point" } });
    expect(changes(before, { ...before, settings: { ...before.settings } })).toEqual({});
    expect(changes(before, { ...before, settings: { scale: "seven_point", mode: "pairwise" } })).toEqual({});
  });
});

it("begins a project with two answers a task", () => {
  expect(emptyDraft(undefined)).toMatchObject({ overlap: 2, settings: {} });
});

describe("the steps of a new project", () => {
  const done = (changed: Partial<Project>, annotators: number) =>
    setupSteps({ ...project, ...changed }, annotators)
      .filter((step) => step.done)
      .map((step) => step.key);

  it("need a rubric and tasks; blank guidelines are none", () => {
    expect(done({}, 0)).toEqual([]);
    expect(
      setupSteps(project, 0)
        .filter((step) => step.needed)
        .map((step) => step.key),
    ).toEqual(["rubric", "tasks"]);
  });

  it("are done one by one; annotators when each task can have its answers", () => {
    expect(done({ rubric: {} as Rubric }, 2)).toEqual(["rubric"]);
    expect(done({ guidelines: "Look closely." }, 3)).toEqual(["guidelines", "people"]);
  });
});
