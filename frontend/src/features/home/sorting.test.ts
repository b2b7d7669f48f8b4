import { expect, it } from "vitest";

import type { Project, ProjectStatus, Role } from "@/api/types";

import { workToDo } from "./sorting";

const project = (title: string, status: ProjectStatus, roles: Role[], waiting: number) =>
  ({ title, status, roles, progress: { mine: { waiting } } }) as unknown as Project;

it("lists active projects in which I annotate, the most waiting first", () => {
  const projects = [
    project("few", "active", ["annotator"], 2),
    project("paused", "paused", ["annotator"], 90),
    project("many", "active", ["manager", "annotator"], 30),
    project("managed", "active", ["manager"], 50),
  ];
  expect(workToDo(projects).map(({ title }) => title)).toEqual(["many", "few"]);
});
