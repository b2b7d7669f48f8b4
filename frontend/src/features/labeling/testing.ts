import { ApiError } from "@/api/errors";

import type { Sending } from "./outbox";
import type { Lent } from "./types";

// Builders for this folder's tests.

export function assignment(id: string, overrides: Partial<Lent> = {}): Lent {
  const now = Date.now();
  return {
    id,
    status: "leased",
    leased_at: new Date(now).toISOString(),
    expires_at: new Date(now + 30 * 60_000).toISOString(),
    rubric_version: 1,
    task: { id: `task-of-${id}`, project: "p1", content: {}, images: {}, suggestion: null },
    draft: null,
    opening: { content: null, unsaved: false, conflict: null },
    ...overrides,
  };
}

export function sending(assignmentId: string, overrides: Partial<Sending> = {}): Sending {
  return {
    key: `key-of-${assignmentId}`,
    user: "ana",
    project: "p1",
    assignment: assignmentId,
    revises: null,
    body: { answer: { overall: { verdict: "same" } }, active_ms: 4200 },
    content: {},
    writtenAt: 1000,
    problem: null,
    ...overrides,
  };
}

export const offline = () => new ApiError(0, { code: "offline", detail: "The server cannot be reached." });

export function refused(code: string, status = 409, extra: Record<string, unknown> = {}): ApiError {
  return new ApiError(status, { code, detail: `Refused: ${code}.`, ...extra });
}

/** Lets promises that are ready go on, also those that wait for the database of the test. */
export async function settle(rounds = 20): Promise<void> {
  for (let round = 0; round < rounds; round += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}
