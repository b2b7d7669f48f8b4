import { queryOptions } from "@tanstack/react-query";

import { client, unwrap } from "./client";
import { ApiError, offlineError } from "./errors";
import { fetchAll, pagedOptions } from "./pages";
import type { components } from "./schema";
import { csrfToken, signInAgain } from "./session";
import type { Export, ExportFilters, Job, Mapping, Refusal, Upload } from "./types";

type Schemas = components["schemas"];

const POLL_MS = 1500;

export const isGoing = (job: Job) => job.status === "queued" || job.status === "running";

export const jobsQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "jobs"],
    queryFn: () =>
      fetchAll((query) =>
        unwrap(client.GET("/api/projects/{project_id}/jobs/", { params: { path: { project_id: project }, query } })),
      ),
    refetchInterval: (query) => (query.state.data?.some(isGoing) ? POLL_MS : false),
  });

export const importsQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "imports"],
    queryFn: () =>
      fetchAll((query) =>
        unwrap(client.GET("/api/projects/{project_id}/imports/", { params: { path: { project_id: project }, query } })),
      ),
    refetchInterval: (query) => (query.state.data?.some(isGoing) ? POLL_MS : false),
  });

export const cancelJob = (job_id: string) =>
  unwrap(client.POST("/api/jobs/{job_id}/cancel/", { params: { path: { job_id } } }));

export const refusalsQuery = (job_id: string) =>
  pagedOptions<Refusal>(["job", job_id, "refusals"], (query, signal) =>
    unwrap(client.GET("/api/jobs/{job_id}/refusals/", { params: { path: { job_id }, query }, signal })),
  );

export const refusalsFile = (job: string) => `/api/jobs/${job}/refusals.csv`;

/** Sends a file and tells how far it is (0…1): `fetch` cannot tell, XMLHttpRequest can. */
function send(address: string, file: File, onProgress: (part: number) => void): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    const form = new FormData();
    form.set("file", file);
    call.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    call.onerror = () => {
      reject(offlineError());
    };
    call.onload = () => {
      const body = parse(call.responseText);
      if (call.status === 201) resolve(body as unknown as Upload);
      else reject(new ApiError(call.status, body ?? { detail: `The server answered ${String(call.status)}.` }));
    };
    call.open("POST", address);
    call.setRequestHeader("X-CSRFToken", csrfToken());
    call.setRequestHeader("Accept", "application/json");
    call.send(form);
  });
}

function parse(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}

export async function upload(project: string, file: File, onProgress: (part: number) => void): Promise<Upload> {
  const address = `/api/projects/${project}/uploads/`;
  try {
    return await send(address, file, onProgress);
  } catch (error) {
    if (error instanceof ApiError && error.status === 401 && (await signInAgain()))
      return send(address, file, onProgress);
    throw error;
  }
}

export interface HowToRead {
  format?: string;
  mapping?: Mapping;
  options?: Record<string, string>;
  add_labels?: boolean;
}

export const previewUpload = (id: string, how: HowToRead) =>
  unwrap(client.POST("/api/uploads/{upload_id}/preview/", { params: { path: { upload_id: id } }, body: how }));

export type NewImport = Schemas["ImportInputRequest"];

export const startImport = (project_id: string, body: NewImport) =>
  unwrap(client.POST("/api/projects/{project_id}/imports/", { params: { path: { project_id } }, body }));

// The schema describes filters as any JSON.
const asExport = (exported: Schemas["Export"]) => exported as unknown as Export;

export const exportsQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "exports"],
    queryFn: async () =>
      (
        await fetchAll((query) =>
          unwrap(
            client.GET("/api/projects/{project_id}/exports/", { params: { path: { project_id: project }, query } }),
          ),
        )
      ).map(asExport),
    refetchInterval: (query) => (query.state.data?.some((one) => isGoing(one.job)) ? POLL_MS : false),
  });

export const startExport = async (project_id: string, body: { format: string; filters: ExportFilters }) =>
  asExport(
    await unwrap(client.POST("/api/projects/{project_id}/exports/", { params: { path: { project_id } }, body })),
  );

export const reliabilityQuery = (project_id: string) =>
  queryOptions({
    queryKey: ["project", project_id, "reliability"],
    queryFn: () => unwrap(client.GET("/api/projects/{project_id}/reliability/", { params: { path: { project_id } } })),
    refetchInterval: (query) => (query.state.data?.stale ? POLL_MS : false),
  });

export const refreshReliability = (project_id: string) =>
  unwrap(client.POST("/api/projects/{project_id}/reliability/", { params: { path: { project_id } } }));
