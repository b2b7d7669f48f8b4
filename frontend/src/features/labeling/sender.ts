import { ApiError, sayError } from "@/api/errors";

import { backOff } from "./backoff";
import { deviceDrafts, type Problem, type Sending, sendings } from "./outbox";

export interface SenderPorts {
  /** Sends one answer; throws `ApiError` unless the server stored it. */
  deliver: (sending: Sending) => Promise<unknown>;
  /** Runs the work unless another window does the same now. */
  alone: (work: () => Promise<void>) => Promise<void>;
  /** Whether the server still takes this browser for the person whose outbox this is. */
  isMe: () => Promise<boolean>;
  /** Tells this person's other windows that the outbox changed. */
  announce: () => void;
}

export interface Outgoing {
  waiting: Sending[];
  refused: Sending[];
  /** Whether the last attempt failed, so that a person can be told. */
  stuck: boolean;
}

type Fate = "sent" | "refused" | "later";

/** Sends what is in the outbox, in the order it was written, again and again until the server has it. */
export class Sender {
  #state: Outgoing = { waiting: [], refused: [], stuck: false };
  #listeners = new Set<() => void>();
  #sentListeners = new Set<(sending: Sending) => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #attempts = 0;
  #running: Promise<void> | null = null;
  #again = false;
  #ended = false;

  constructor(
    readonly user: string,
    private readonly ports: SenderPorts,
  ) {}

  get state(): Outgoing {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  onSent(listener: (sending: Sending) => void): () => void {
    this.#sentListeners.add(listener);
    return () => this.#sentListeners.delete(listener);
  }

  /** Resolves once the answer is safe on this device; sending goes on behind it. A device that keeps nothing: at once. */
  async send(sending: Sending): Promise<void> {
    try {
      await sendings.put(sending);
    } catch {
      await this.ports.deliver(sending);
      this.#tell(sending);
      return;
    }
    void this.wake();
    await this.refresh();
    this.ports.announce();
  }

  /** A person gave a refused answer up. */
  async drop(sending: Sending): Promise<void> {
    await sendings.remove(sending);
    await this.refresh();
    this.ports.announce();
  }

  /** Try now: on start, when the network is back, when something was added. */
  wake(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async refresh(): Promise<void> {
    const all = await sendings.of(this.user);
    this.#show({
      ...this.#state,
      waiting: all.filter((sending) => sending.problem === null),
      refused: all.filter((sending) => sending.problem !== null),
    });
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#ended) {
      this.#again = false;
      clearTimeout(this.#timer);
      await this.ports.alone(() => this.#sendAll());
      await this.refresh();
    }
    if (this.#state.waiting.length > 0 && !this.#ended) this.#tryLater();
  }

  async #sendAll(): Promise<void> {
    const waiting = (await sendings.of(this.user)).filter((sending) => sending.problem === null);
    for (const sending of waiting) {
      const fate = await this.#sendOne(sending);
      this.#show({ ...this.#state, stuck: fate === "later" });
      if (fate === "later") return;
      this.#attempts = 0;
      this.ports.announce();
    }
  }

  async #sendOne(sending: Sending): Promise<Fate> {
    try {
      await this.ports.deliver(sending);
    } catch (error) {
      const problem = lastingProblem(error);
      // To somebody else who signed in here, this person's assignment does not exist.
      if (!problem || (problem.code === "not_found" && !(await this.ports.isMe()))) return "later";
      await sendings.put({ ...sending, problem });
      return "refused";
    }
    await sendings.remove(sending);
    await deviceDrafts.remove(sending.user, sending.revises ?? sending.assignment);
    this.#tell(sending);
    return "sent";
  }

  #tell(sending: Sending): void {
    this.#sentListeners.forEach((listener) => {
      listener(sending);
    });
  }

  #tryLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.wake(), backOff(this.#attempts));
    this.#attempts += 1;
  }

  #show(state: Outgoing): void {
    this.#state = state;
    this.#listeners.forEach((listener) => {
      listener();
    });
  }
}

/** What the server will say again however often it is asked; null for what may pass. */
export function lastingProblem(error: unknown): Problem | null {
  if (!(error instanceof ApiError)) return null;
  const mayPass = error.offline || error.status >= 500 || [401, 403, 408, 425, 429].includes(error.status);
  return mayPass ? null : { code: error.code, detail: withFields(error) };
}

function withFields(error: ApiError): string {
  const fields = Object.entries(error.fields).map(([path, text]) => `${path}: ${text}`);
  return [sayError(error), ...fields].join(" ");
}
