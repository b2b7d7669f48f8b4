import { ApiError, sayError } from "@/api/errors";

import { backOff } from "./backoff";
import type { Claim, Lent } from "./types";

export type FeedState =
  | { kind: "loading" }
  | { kind: "task"; assignment: Lent; lapsed: boolean }
  /** Others hold the rest: it is tried again by itself at a time. */
  | { kind: "retry"; at: number }
  | { kind: "done" }
  | { kind: "paused"; detail: string }
  | { kind: "failed"; detail: string; at: number };

export interface FeedPorts {
  claim: (holding: string[]) => Promise<Claim>;
  giveBack: (assignment: string) => Promise<unknown>;
  heartbeat: (assignment: string) => Promise<{ expires_at: string }>;
  hold: (assignment: string) => void;
  release: (assignment: string) => void;
  /** All assignments that this person's windows and outbox have; a claim must not bring them again. */
  holding: () => Promise<string[]>;
}

export const GIVE_BACK_AFTER_MS = 4 * 60_000;
const BEAT_EVERY_MS = 30_000;

interface Timers {
  retry?: ReturnType<typeof setTimeout>;
  idle?: ReturnType<typeof setTimeout>;
  beat?: ReturnType<typeof setInterval>;
}

/** Brings one task after the other. The next one is lent before it is asked for, and given back when nobody is there. */
export class TaskFeed {
  #state: FeedState = { kind: "loading" };
  #listeners = new Set<() => void>();
  #next: Lent | null = null;
  #timers: Timers = {};
  #claiming = false;
  /** The last claim brought nothing to prefetch, so none is made until the current task is dealt with. */
  #nothingMore = false;
  /** The current task was dealt with while a claim was under way, so that claim's "nothing" says little. */
  #outdated = false;
  #failures = 0;
  #actedSinceBeat = false;
  #idle = false;
  #ended = false;

  constructor(private readonly ports: FeedPorts) {}

  get state(): FeedState {
    return this.#state;
  }

  get next(): Lent | null {
    return this.#next;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  start(): void {
    this.#ended = false;
    this.#timers.beat = setInterval(() => void this.#beat(), BEAT_EVERY_MS);
    this.noteAct();
    this.#claim();
  }

  /** The current task is dealt with. Shows the next at once if it is here. */
  advance(): void {
    if (this.#state.kind === "task") this.ports.release(this.#state.assignment.id);
    const next = this.#next;
    this.#next = null;
    this.#nothingMore = false;
    this.#outdated = this.#claiming;
    if (next) this.#open(next);
    else this.#show({ kind: "loading" });
    this.#claim();
  }

  /** Ask again now: a person wants it, or an answer of theirs arrived. */
  tryAgain(): void {
    if (this.#state.kind === "task") return;
    this.#outdated = this.#claiming;
    this.#claim();
  }

  /** The person does something: the prefetched task may stay, or is fetched again. */
  noteAct(): void {
    this.#actedSinceBeat = true;
    clearTimeout(this.#timers.idle);
    this.#timers.idle = setTimeout(() => void this.#goIdle(), GIVE_BACK_AFTER_MS);
    if (!this.#idle) return;
    this.#idle = false;
    if (this.#wantsOne()) this.#claim();
  }

  /** Lets the prefetched task go; whoever calls gives it back. */
  dropNext(): Lent | null {
    const next = this.#next;
    this.#next = null;
    if (next) this.ports.release(next.id);
    return next;
  }

  /** Ends the feed; the prefetched task that is to be given back, if any. */
  end(): Lent | null {
    this.#ended = true;
    clearTimeout(this.#timers.retry);
    clearTimeout(this.#timers.idle);
    clearInterval(this.#timers.beat);
    if (this.#state.kind === "task") this.ports.release(this.#state.assignment.id);
    return this.dropNext();
  }

  async #goIdle(): Promise<void> {
    this.#idle = true;
    const next = this.dropNext();
    if (next) await this.ports.giveBack(next.id).catch(() => undefined);
  }

  #wantsOne(): boolean {
    if (this.#ended) return false;
    if (this.#state.kind === "loading") return true;
    return this.#state.kind === "task" && this.#next === null && !this.#nothingMore && !this.#idle;
  }

  #claim(): void {
    if (this.#claiming || this.#ended) return;
    clearTimeout(this.#timers.retry);
    this.#claiming = true;
    void this.#claimOnce().finally(() => {
      this.#claiming = false;
      if (this.#wantsOne()) this.#claim();
    });
  }

  async #claimOnce(): Promise<void> {
    try {
      const claim = await this.ports.claim(await this.ports.holding());
      this.#failures = 0;
      if (claim.state === "task") this.#take(claim.assignment);
      else this.#takeNothing(claim);
    } catch (error) {
      this.#fail(error);
    }
    this.#outdated = false;
  }

  #take(assignment: Lent): void {
    if (this.#ended) {
      void this.ports.giveBack(assignment.id).catch(() => undefined);
      return;
    }
    this.ports.hold(assignment.id);
    if (this.#state.kind === "task") this.#next = assignment;
    else this.#open(assignment);
  }

  #takeNothing(claim: Exclude<Claim, { state: "task" }>): void {
    if (this.#ended) return;
    if (this.#state.kind === "task") this.#nothingMore = true;
    else if (this.#outdated) this.#show({ kind: "loading" });
    else if (claim.state === "done") this.#show({ kind: "done" });
    else this.#waitFor(claim.retry_after * 1000, (at) => ({ kind: "retry", at }));
  }

  #fail(error: unknown): void {
    if (this.#ended) return;
    if (this.#state.kind === "task") {
      this.#nothingMore = true;
    } else if (error instanceof ApiError && [403, 404, 409].includes(error.status)) {
      this.#show({ kind: "paused", detail: error.detail });
    } else {
      this.#waitFor(backOff(this.#failures++), (at) => ({ kind: "failed", detail: sayError(error), at }));
    }
  }

  #waitFor(wait: number, state: (at: number) => FeedState): void {
    this.#show(state(Date.now() + wait));
    clearTimeout(this.#timers.retry);
    this.#timers.retry = setTimeout(() => {
      this.#claim();
    }, wait);
  }

  #open(assignment: Lent): void {
    clearTimeout(this.#timers.retry);
    this.#show({ kind: "task", assignment, lapsed: false });
  }

  /** Lengthen leases while someone works; a page left open lets them run out. */
  async #beat(): Promise<void> {
    if (!this.#actedSinceBeat || this.#state.kind !== "task") return;
    const { assignment } = this.#state;
    const due = [assignment, ...(this.#next ? [this.#next] : [])].filter(isHalfOver);
    if (due.length === 0) return;
    this.#actedSinceBeat = false;
    await Promise.all(due.map((each) => this.#lengthen(each)));
  }

  async #lengthen(assignment: Lent): Promise<void> {
    try {
      const { expires_at } = await this.ports.heartbeat(assignment.id);
      assignment.leased_at = new Date().toISOString();
      assignment.expires_at = expires_at;
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) this.#lapse(assignment);
    }
  }

  #lapse(assignment: Lent): void {
    if (this.#next?.id === assignment.id) {
      this.dropNext();
      this.#claim();
    } else if (this.#state.kind === "task" && this.#state.assignment.id === assignment.id) {
      this.#show({ ...this.#state, lapsed: true });
    }
  }

  #show(state: FeedState): void {
    this.#state = state;
    this.#listeners.forEach((listener) => {
      listener();
    });
  }
}

function isHalfOver({ leased_at, expires_at }: Lent): boolean {
  const [start, end] = [Date.parse(leased_at), Date.parse(expires_at)];
  return Date.now() > (start + end) / 2;
}
