import { queryOptions } from "@tanstack/react-query";

import { client, unwrap } from "@/api/client";
import { pagedOptions } from "@/api/pages";
import { csrfToken } from "@/api/session";

import { type Opening, openWith, serverDraft } from "./drafts";
import { THIS_WINDOW } from "./identity";
import { deviceDrafts, type DraftContent, type Sending } from "./outbox";
import type { Assignment, Claim, FlagCategory, Shown, SkipReason } from "./types";

const at = (assignment: string) => ({ path: { assignment_id: assignment } });

/** Lends the next task, with what this device kept of it, so that it can be shown at once. */
export async function claim(user: string, project: string, holding: string[]): Promise<Claim> {
  const params = { path: { project_id: project } };
  const { state, assignment, retry_after } = await unwrap(
    client.POST("/api/projects/{project_id}/claim/", { params, body: { holding } }),
  );
  if (state === "task" && assignment) {
    prefetch(assignment.task);
    return { state, assignment: { ...assignment, opening: await openingOf(user, assignment) } };
  }
  return state === "retry" ? { state, retry_after: retry_after ?? 60 } : { state: "done" };
}

/** The browser keeps the images, so that the task is whole the moment it is shown. */
function prefetch({ images }: Shown): void {
  for (const { url } of Object.values(images)) {
    const image = new Image();
    image.decoding = "async";
    image.src = url;
  }
}

async function openingOf(user: string, assignment: Assignment): Promise<Opening> {
  const device = await deviceDrafts.get(user, assignment.id).catch(() => undefined);
  return openWith(serverDraft(assignment.draft), device);
}

/** What is shown of my task, anew. */
export const shownOf = async (assignment: string): Promise<Shown> =>
  (await unwrap(client.GET("/api/assignments/{assignment_id}/", { params: at(assignment) }))).task;

export const giveBack = (assignment: string) =>
  unwrap(client.POST("/api/assignments/{assignment_id}/return/", { params: at(assignment) }));

/** The page goes: the browser sends this even after it is gone. */
export function giveBackOnLeave(assignment: string): void {
  void fetch(`/api/assignments/${encodeURIComponent(assignment)}/return/`, {
    method: "POST",
    keepalive: true,
    headers: { "X-CSRFToken": csrfToken() },
  }).catch(() => undefined);
}

export const heartbeat = (assignment: string) =>
  unwrap(client.POST("/api/assignments/{assignment_id}/heartbeat/", { params: at(assignment) }));

export const saveDraft = (assignment: string, revision: number, content: DraftContent) =>
  unwrap(
    client.PUT("/api/assignments/{assignment_id}/draft/", {
      params: at(assignment),
      body: { revision, content: { ...content }, device: THIS_WINDOW },
    }),
  );

/** Sends a first answer or a revision. The key makes a repeat harmless. */
export function deliver({ assignment, revises, key, body }: Sending): Promise<unknown> {
  const header = { "Idempotency-Key": key };
  if (revises === null) {
    const params = { ...at(assignment), header };
    return unwrap(client.POST("/api/assignments/{assignment_id}/submit/", { params, body }));
  }
  const params = { path: { annotation_id: revises }, header };
  return unwrap(client.POST("/api/annotations/{annotation_id}/revise/", { params, body }));
}

/** Who the server takes this browser for now. */
export async function isSignedInAs(user: string): Promise<boolean> {
  const me = await unwrap(client.GET("/api/me/")).catch(() => null);
  return me?.id === user;
}

export const skip = (assignment: string, body: { reason: SkipReason; note: string }) =>
  unwrap(client.POST("/api/assignments/{assignment_id}/skip/", { params: at(assignment), body }));

export const flag = (assignment: string, body: { category: FlagCategory; note: string }) =>
  unwrap(client.POST("/api/assignments/{assignment_id}/flag/", { params: at(assignment), body }));

export const myAnnotationsQuery = (project: string) =>
  pagedOptions(["project", project, "my-annotations"], (query, signal) =>
    unwrap(
      client.GET("/api/projects/{project_id}/my-annotations/", {
        params: { path: { project_id: project }, query },
        signal,
      }),
    ),
  );

export const myAnnotationQuery = (annotation: string) =>
  queryOptions({
    queryKey: ["my-annotation", annotation],
    queryFn: ({ signal }) =>
      unwrap(
        client.GET("/api/annotations/{annotation_id}/", { params: { path: { annotation_id: annotation } }, signal }),
      ),
  });

/** My stored answer of an assignment, looked up among my last ones. */
export const myAnnotationOf = (project: string, assignment: string) =>
  queryOptions({
    queryKey: ["project", project, "my-annotations", "of", assignment],
    queryFn: async () => {
      const query = { page_size: 200 };
      const page = await unwrap(
        client.GET("/api/projects/{project_id}/my-annotations/", { params: { path: { project_id: project }, query } }),
      );
      return page.results.find((annotation) => annotation.assignment === assignment) ?? null;
    },
  });
