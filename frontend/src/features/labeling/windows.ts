// What this person's windows know of each other: which assignments are open somewhere, and that the outbox changed.
// Without HTTPS browsers have no Web Locks; then each window knows its own only, and the server's rules do the rest.

const HOLD = "touchstone:hold:";

function locks(): LockManager | undefined {
  return (navigator as { locks?: LockManager }).locks;
}

/** The assignments that this window works on; other windows see them until it closes, even by a crash. */
export class Holds {
  #releases = new Map<string, () => void>();

  constructor(private readonly user: string) {}

  hold(assignment: string): void {
    if (this.#releases.has(assignment)) return;
    const held = new Promise<void>((release) => this.#releases.set(assignment, release));
    void locks()?.request(this.#name(assignment), { mode: "shared" }, () => held);
  }

  release(assignment: string): void {
    this.#releases.get(assignment)?.();
    this.#releases.delete(assignment);
  }

  releaseAll(): void {
    for (const assignment of [...this.#releases.keys()]) this.release(assignment);
  }

  /** Everything held by any window of this person. */
  async all(): Promise<string[]> {
    const prefix = this.#name("");
    const names = ((await locks()?.query())?.held ?? []).map((lock) => lock.name ?? "");
    const elsewhere = names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
    return [...new Set([...this.#releases.keys(), ...elsewhere])];
  }

  #name(assignment: string): string {
    return `${HOLD}${this.user}:${assignment}`;
  }
}

/** Runs the work unless another window of this person does so now. */
export async function alone(name: string, work: () => Promise<void>): Promise<void> {
  const manager = locks();
  if (!manager) return work();
  await manager.request(name, { ifAvailable: true }, (lock) => (lock ? work() : Promise.resolve()));
}

/** A line between windows; `close` ends it. */
export function outboxChannel(user: string, onChange: () => void): { announce: () => void; close: () => void } {
  if (typeof BroadcastChannel === "undefined") return { announce: () => undefined, close: () => undefined };
  const channel = new BroadcastChannel(`touchstone:outbox:${user}`);
  channel.onmessage = onChange;
  return {
    announce: () => {
      channel.postMessage("changed");
    },
    close: () => {
      channel.close();
    },
  };
}
