import { queryOptions, useQueryClient } from "@tanstack/react-query";

import { client, unwrap } from "./client";
import { fetchAll, pagedOptions } from "./pages";
import type { components } from "./schema";
import type { Criterion, KindInfo, Project, ProjectStatus, Role, Rubric, TaskRow, TaskStatus } from "./types";

type Schemas = components["schemas"];

// The schema describes these as any JSON: their kind says what is in them.
const asProject = (project: Schemas["Project"]) => project as unknown as Project;
const asRubric = (rubric: Schemas["Rubric"]) => rubric as unknown as Rubric;

const of = (project_id: string) => ({ path: { project_id } });

export const kindsQuery = () =>
  queryOptions({
    queryKey: ["kinds"],
    queryFn: async () => (await unwrap(client.GET("/api/kinds/"))) as KindInfo[],
    staleTime: Infinity,
  });

export const projectsQuery = () =>
  queryOptions({
    queryKey: ["projects"],
    queryFn: async () =>
      (await fetchAll((query) => unwrap(client.GET("/api/projects/", { params: { query } })))).map(asProject),
  });

export const projectQuery = (id: string) =>
  queryOptions({
    queryKey: ["project", id],
    queryFn: async ({ signal }) =>
      asProject(await unwrap(client.GET("/api/projects/{project_id}/", { params: of(id), signal }))),
  });

export type ProjectFields = Schemas["PatchedProjectEditRequest"];

export const createProject = async (body: Schemas["ProjectInputRequest"]) =>
  asProject(await unwrap(client.POST("/api/projects/", { body })));

export const changeProject = async (id: string, body: ProjectFields) =>
  asProject(await unwrap(client.PATCH("/api/projects/{project_id}/", { params: of(id), body })));

export const deleteProject = (id: string) => unwrap(client.DELETE("/api/projects/{project_id}/", { params: of(id) }));

export const moveProject = async (id: string, status: ProjectStatus) =>
  asProject(await unwrap(client.POST("/api/projects/{project_id}/status/", { params: of(id), body: { status } })));

/** How often answers name an entry of the settings, by its name. */
export const usageQuery = (id: string) =>
  queryOptions({
    queryKey: ["project", id, "usage"],
    queryFn: async () => {
      const entries = await unwrap(client.GET("/api/projects/{project_id}/usage/", { params: of(id) }));
      return Object.fromEntries(entries.map(({ name, ...counts }) => [name, counts]));
    },
  });

export const rubricsQuery = (id: string) =>
  queryOptions({
    queryKey: ["project", id, "rubrics"],
    queryFn: async () =>
      (
        await fetchAll((query) =>
          unwrap(client.GET("/api/projects/{project_id}/rubrics/", { params: { ...of(id), query } })),
        )
      ).map(asRubric),
  });

export const publishRubric = async (id: string, criteria: Criterion[]) =>
  asRubric(await unwrap(client.POST("/api/projects/{project_id}/rubrics/", { params: of(id), body: { criteria } })));

export const membersQuery = (id: string) =>
  queryOptions({
    queryKey: ["project", id, "members"],
    queryFn: () =>
      fetchAll((query) => unwrap(client.GET("/api/projects/{project_id}/members/", { params: { ...of(id), query } }))),
  });

export const addMember = (id: string, body: { email: string; role: Role }) =>
  unwrap(client.POST("/api/projects/{project_id}/members/", { params: of(id), body }));

export const removeMember = (membership_id: string) =>
  unwrap(client.DELETE("/api/members/{membership_id}/", { params: { path: { membership_id } } }));

export interface TaskFilter {
  status?: TaskStatus;
  search?: string;
  ordering?: "-created" | "created" | "agreement" | "-agreement";
}

export const tasksQuery = (id: string, filter: TaskFilter, page_size?: number) =>
  pagedOptions<TaskRow>(["project", id, "tasks", filter, page_size], (page, signal) =>
    unwrap(
      client.GET("/api/projects/{project_id}/tasks/", {
        params: { ...of(id), query: { page_size, ...filter, ...page } },
        signal,
      }),
    ),
  );

export const taskQuery = (task_id: string) =>
  queryOptions({
    queryKey: ["task", task_id],
    queryFn: ({ signal }) => unwrap(client.GET("/api/tasks/{task_id}/", { params: { path: { task_id } }, signal })),
  });

export const withdrawTask = (task_id: string, reason: string) =>
  unwrap(client.POST("/api/tasks/{task_id}/withdraw/", { params: { path: { task_id } }, body: { reason } }));

export const reopenTask = (task_id: string) =>
  unwrap(client.POST("/api/tasks/{task_id}/reopen/", { params: { path: { task_id } } }));

/** Fetch anew what shows a project after one of its parts changed. */
export function useRefreshProject(id: string): () => Promise<void> {
  const queryClient = useQueryClient();
  return async () => {
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: ["project", id] }),
      queryClient.invalidateQueries({ queryKey: ["projects"] }),
    ]);
  };
}
