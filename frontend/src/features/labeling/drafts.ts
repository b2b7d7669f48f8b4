import { ApiError } from "@/api/errors";

import { backOff } from "./backoff";
import { sameJson } from "./history";
import { deviceDrafts, type DraftContent } from "./outbox";

export interface ServerDraft {
  revision: number;
  content: DraftContent;
  updated_at: string;
  device: string;
}

export type SaveState =
  | { kind: "nothing" }
  | { kind: "saving" }
  | { kind: "saved"; at: number }
  | { kind: "device"; at: number }
  | { kind: "unsaved" }
  | { kind: "conflict"; theirs: ServerDraft }
  | { kind: "closed"; detail: string };

export interface DraftPorts {
  /** Saves on the server; throws `ApiError`. Null when there is no place for this draft on the server. */
  save: ((revision: number, content: DraftContent) => Promise<{ revision: number }>) | null;
  device: string;
}

const QUIET_MS = 800;

/** Keeps the draft of one assignment: on this device at once, on the server when a person pauses. */
export class DraftKeeper {
  #state: SaveState = { kind: "nothing" };
  #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #content: DraftContent | null = null;
  #dirty = false;
  #onDevice = false;
  #attempts = 0;
  #saving: Promise<void> | null = null;
  #ended = false;

  constructor(
    private readonly user: string,
    private readonly assignment: string,
    private revision: number,
    private readonly ports: DraftPorts,
  ) {}

  get state(): SaveState {
    return this.#state;
  }

  /** Whether leaving now would lose work. */
  get atRisk(): boolean {
    return this.#dirty && !this.#onDevice;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  change(content: DraftContent): void {
    if (this.#ended) return;
    this.#content = content;
    this.#dirty = true;
    this.#onDevice = false;
    void this.#keepOnDevice(content);
    if (this.#state.kind === "conflict" || this.#state.kind === "closed") return;
    if (this.ports.save) {
      this.#show({ kind: "saving" });
      this.#schedule(QUIET_MS);
    }
  }

  /** Save now, without waiting for a pause. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#saving ??= this.#save().finally(() => {
      this.#saving = null;
    });
    return this.#saving;
  }

  /** After a conflict: go on from the server's revision with one's own work … */
  keepMine(): void {
    if (this.#state.kind !== "conflict") return;
    this.revision = this.#state.theirs.revision;
    this.#dirty = true;
    this.#show({ kind: "saving" });
    void this.flush();
  }

  /** … or with what the server has. */
  takeTheirs(): DraftContent | null {
    if (this.#state.kind !== "conflict") return null;
    const { theirs } = this.#state;
    this.revision = theirs.revision;
    this.#content = theirs.content;
    this.#dirty = false;
    void deviceDrafts.remove(this.user, this.assignment);
    this.#show({ kind: "saved", at: Date.parse(theirs.updated_at) });
    return theirs.content;
  }

  /** A conflict found while the task was opened. */
  meet(theirs: ServerDraft): void {
    this.#show({ kind: "conflict", theirs });
  }

  begin(): void {
    this.#ended = false;
  }

  /** The work was handed in, skipped or left: nothing more is saved. */
  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
  }

  async #keepOnDevice(content: DraftContent): Promise<void> {
    try {
      await deviceDrafts.put(this.user, {
        assignment: this.assignment,
        revision: this.revision,
        content,
        savedAt: Date.now(),
      });
    } catch {
      if (this.#content === content && !this.ports.save) this.#show({ kind: "unsaved" });
      return;
    }
    if (this.#content !== content) return;
    this.#onDevice = true;
    if (!this.ports.save && !this.#ended) this.#show({ kind: "device", at: Date.now() });
  }

  #schedule(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), wait);
  }

  async #save(): Promise<void> {
    const content = this.#content;
    if (!this.ports.save || !content || !this.#dirty || this.#ended || this.#state.kind === "conflict") return;
    try {
      const saved = await this.ports.save(this.revision + 1, content);
      await this.#saved(saved.revision, content);
    } catch (error) {
      if (!this.#ended) this.#failed(error, content);
    }
  }

  async #saved(revision: number, content: DraftContent): Promise<void> {
    this.revision = revision;
    this.#attempts = 0;
    if (this.#content !== content) {
      if (!this.#ended) this.#schedule(QUIET_MS);
      return;
    }
    this.#dirty = false;
    await deviceDrafts.remove(this.user, this.assignment).catch(() => undefined);
    if (this.#content === content && !this.#ended) this.#show({ kind: "saved", at: Date.now() });
  }

  #failed(error: unknown, content: DraftContent): void {
    const theirs = error instanceof ApiError && error.code === "stale_draft" ? serverDraft(error.body.draft) : null;
    if (theirs) {
      this.#metNewer(theirs, content);
    } else if (error instanceof ApiError && isFinal(error)) {
      this.#show({ kind: "closed", detail: error.detail });
    } else {
      this.#show(this.#onDevice ? { kind: "device", at: Date.now() } : { kind: "unsaved" });
      this.#schedule(backOff(this.#attempts++));
    }
  }

  /** The server has a newer draft: ours, if only the answer to an earlier save was lost; else another window's. */
  #metNewer(theirs: ServerDraft, content: DraftContent): void {
    if (sameJson(theirs.content, content)) {
      void this.#saved(theirs.revision, content);
    } else if (theirs.device === this.ports.device) {
      this.revision = theirs.revision;
      this.#schedule(0);
    } else {
      this.#show({ kind: "conflict", theirs });
    }
  }

  #show(state: SaveState): void {
    this.#state = state;
    this.#listeners.forEach((listener) => {
      listener();
    });
  }
}

function isFinal(error: ApiError): boolean {
  return [400, 404, 409, 413].includes(error.status);
}

/** A draft as the server tells it; nothing if its content is none of ours. */
export function serverDraft(raw: unknown): ServerDraft | null {
  if (typeof raw !== "object" || raw === null || !("revision" in raw) || !("content" in raw)) return null;
  return isDraftContent(raw.content) ? (raw as ServerDraft) : null;
}

function isDraftContent(raw: unknown): raw is DraftContent {
  return typeof raw === "object" && raw !== null && "answer" in raw;
}

export interface Opening {
  content: DraftContent | null;
  /** What is shown was never confirmed by the server. */
  unsaved: boolean;
  conflict: ServerDraft | null;
}

/** What a task opens with, from the server's draft and what this device kept. */
export function openWith(
  server: ServerDraft | null,
  device: { revision: number; content: DraftContent } | undefined,
): Opening {
  if (!device) return { content: server?.content ?? null, unsaved: false, conflict: null };
  if (!server || device.revision >= server.revision) return { content: device.content, unsaved: true, conflict: null };
  const same = sameJson(device.content, server.content);
  return { content: device.content, unsaved: !same, conflict: same ? null : server };
}
