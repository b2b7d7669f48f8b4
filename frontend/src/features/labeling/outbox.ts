import { outbox } from "@/lib/storage";

// Work that the server has not confirmed, kept on this device by person and assignment. An entry goes only after a 2xx.

export interface DraftContent {
  answer: unknown;
  active_ms: number;
}

/** Unsent work on one assignment, and the server's revision that it continues. */
export interface DeviceDraft {
  assignment: string;
  revision: number;
  content: DraftContent;
  savedAt: number;
}

export interface Problem {
  code: string;
  detail: string;
}

/** An answer on its way. A repeat sends the same key and the same body, so the server stores it once. */
export interface Sending {
  key: string;
  user: string;
  project: string;
  assignment: string;
  /** The annotation that it revises; null for a first answer. */
  revises: string | null;
  body: DraftContent;
  /** The task as its author saw it, to show the answer if the server refuses it. */
  content: Record<string, unknown>;
  writtenAt: number;
  /** Why the server will not take it as it is; a person has to choose what becomes of it. */
  problem: Problem | null;
}

const draftKey = (user: string, assignment: string) => `draft:${user}:${assignment}`;
const sendingKey = ({ user, assignment, key }: Sending) => `sending:${user}:${assignment}:${key}`;

export const deviceDrafts = {
  put: (user: string, draft: DeviceDraft) => outbox.put(draftKey(user, draft.assignment), draft),
  get: (user: string, assignment: string) => outbox.get<DeviceDraft>(draftKey(user, assignment)),
  remove: (user: string, assignment: string) => outbox.delete(draftKey(user, assignment)),
};

export const sendings = {
  put: (sending: Sending) => outbox.put(sendingKey(sending), sending),
  remove: (sending: Sending) => outbox.delete(sendingKey(sending)),
  async of(user: string): Promise<Sending[]> {
    const entries = await outbox.withPrefix<Sending>(`sending:${user}:`);
    return entries.map(([, sending]) => sending).sort((one, other) => one.writtenAt - other.writtenAt);
  },
};
