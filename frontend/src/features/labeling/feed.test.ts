import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { type FeedPorts, GIVE_BACK_AFTER_MS, TaskFeed } from "./feed";
import { assignment, offline, refused } from "./testing";
import type { Claim } from "./types";

const task = (id: string): Claim => ({ state: "task", assignment: assignment(id) });

/** A desk with a queue of claims; what the feed asks for is written down. */
function desk(...answers: (Claim | Error)[]) {
  const held = new Set<string>();
  const seen = { claims: [] as string[][], returned: [] as string[], beats: [] as string[] };
  const ports: FeedPorts = {
    claim: (holding) => {
      seen.claims.push(holding);
      const next = answers.shift() ?? { state: "done" };
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
    },
    giveBack: (id) => Promise.resolve(seen.returned.push(id)),
    heartbeat: (id) => {
      seen.beats.push(id);
      return Promise.resolve({ expires_at: new Date(Date.now() + 30 * 60_000).toISOString() });
    },
    hold: (id) => held.add(id),
    release: (id) => held.delete(id),
    holding: () => Promise.resolve([...held]),
  };
  return { ...seen, held, ports, answers };
}

let feed: TaskFeed;
const open = async (ports: FeedPorts) => {
  feed = new TaskFeed(ports);
  feed.start();
  await vi.advanceTimersByTimeAsync(0);
};
const shown = () => (feed.state.kind === "task" ? feed.state.assignment.id : feed.state.kind);

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  feed.end();
  vi.useRealTimers();
});

describe("the next task", () => {
  it("is here before it is asked for, and shown at once", async () => {
    const { ports, claims } = desk(task("a1"), task("a2"), task("a3"));
    await open(ports);
    expect(shown()).toBe("a1");
    expect(feed.next?.id).toBe("a2");
    expect(claims).toEqual([[], ["a1"]]);
    feed.advance();
    expect(shown()).toBe("a2");
    await vi.advanceTimersByTimeAsync(0);
    expect(claims[2]).toEqual(["a2"]);
  });

  it("asked for while it is on its way, it opens when it comes", async () => {
    const { ports, claims } = desk(task("a1"), task("a2"), task("a3"));
    const slow = async (holding: string[]) => {
      await new Promise((resolve) => setTimeout(resolve, claims.length * 50));
      return ports.claim(holding);
    };
    await open({ ...ports, claim: slow });
    await vi.advanceTimersByTimeAsync(10);
    expect(shown()).toBe("a1");
    feed.advance();
    expect(shown()).toBe("loading");
    await vi.advanceTimersByTimeAsync(200);
    expect(shown()).toBe("a2");
    expect(feed.next?.id).toBe("a3");
  });

  it("is given back after a few idle minutes and fetched again when the person is back", async () => {
    const { ports, returned, held } = desk(task("a1"), task("a2"), task("a3"));
    await open(ports);
    await vi.advanceTimersByTimeAsync(GIVE_BACK_AFTER_MS);
    expect(returned).toEqual(["a2"]);
    expect([...held]).toEqual(["a1"]);
    feed.noteAct();
    await vi.advanceTimersByTimeAsync(0);
    expect(feed.next?.id).toBe("a3");
    expect(shown()).toBe("a1");
  });

  it("is named when the page goes, so that it can be given back", async () => {
    await open(desk(task("a1"), task("a2")).ports);
    expect(feed.end()?.id).toBe("a2");
    expect(feed.end()).toBeNull();
  });
});

describe("when nothing comes", () => {
  it("others hold the rest: it is tried again by itself after the time the server names", async () => {
    const { ports, answers } = desk({ state: "retry", retry_after: 240 });
    await open(ports);
    expect(feed.state).toEqual({ kind: "retry", at: Date.now() + 240_000 });
    answers.push(task("a9"));
    await vi.advanceTimersByTimeAsync(239_000);
    expect(shown()).toBe("retry");
    await vi.advanceTimersByTimeAsync(1000);
    expect(shown()).toBe("a9");
  });

  it("nothing left is another state, and is said only after the last task", async () => {
    const { ports } = desk(task("a1"), { state: "retry", retry_after: 100 }, { state: "done" });
    await open(ports);
    expect(shown()).toBe("a1");
    feed.advance();
    await vi.advanceTimersByTimeAsync(0);
    expect(feed.state).toEqual({ kind: "done" });
  });

  it("asks again when an answer has arrived, since the server may know better now", async () => {
    const { ports } = desk({ state: "retry", retry_after: 200 }, { state: "done" });
    await open(ports);
    feed.tryAgain();
    await vi.advanceTimersByTimeAsync(0);
    expect(shown()).toBe("done");
  });

  it("a paused project says so", async () => {
    await open(desk(refused("project_not_active")).ports);
    expect(feed.state).toEqual({ kind: "paused", detail: "Refused: project_not_active." });
  });

  it("a server out of reach is tried again, longer each time", async () => {
    const { ports, claims } = desk(offline(), offline(), task("a1"));
    await open(ports);
    expect(feed.state.kind).toBe("failed");
    await vi.advanceTimersByTimeAsync(5000);
    expect(claims.length).toBeGreaterThanOrEqual(3);
    expect(shown()).toBe("a1");
  });

  it("a failed prefetch leaves the current task alone", async () => {
    await open(desk(task("a1"), offline()).ports);
    expect(shown()).toBe("a1");
  });
});

describe("leases", () => {
  it("are lengthened once half of them is over, while the person works", async () => {
    const { ports, beats } = desk(task("a1"), task("a2"));
    await open(ports);
    for (let minute = 0; minute < 14; minute += 1) {
      await vi.advanceTimersByTimeAsync(60_000);
      feed.noteAct();
    }
    expect(beats).toEqual([]);
    await vi.advanceTimersByTimeAsync(60_000);
    feed.noteAct();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(beats).toEqual(["a1", "a2"]);
  });

  it("run out on a page that was left open", async () => {
    const { ports, beats } = desk(task("a1"));
    await open(ports);
    await vi.advanceTimersByTimeAsync(60_000);
    await vi.advanceTimersByTimeAsync(29 * 60_000);
    expect(beats.length).toBeLessThanOrEqual(1);
  });

  it("a lease that is over is told, and the work stays", async () => {
    const { ports } = desk(task("a1"));
    await open({ ...ports, heartbeat: () => Promise.reject(refused("lease_over")) });
    for (let minute = 0; minute < 17; minute += 1) {
      await vi.advanceTimersByTimeAsync(60_000);
      feed.noteAct();
    }
    expect(feed.state).toMatchObject({ kind: "task", lapsed: true, assignment: { id: "a1" } });
  });
});
