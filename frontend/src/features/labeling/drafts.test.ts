import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { DraftKeeper, type DraftPorts, openWith, type ServerDraft } from "./drafts";
import { deviceDrafts, type DraftContent } from "./outbox";
import { offline, refused, settle } from "./testing";

const content = (rationale: string): DraftContent => ({ answer: { rationale }, active_ms: 10 });
const server = (revision: number, rationale: string, device = "Firefox other"): ServerDraft => ({
  revision,
  content: content(rationale),
  updated_at: "2026-11-20T10:00:00Z",
  device,
});

let keeper: DraftKeeper;

function keep(save: DraftPorts["save"], revision = 0): DraftKeeper {
  keeper = new DraftKeeper("ana", "a1", revision, { save, device: "Chrome mine" });
  return keeper;
}

async function pass(ms: number): Promise<void> {
  await settle();
  await vi.advanceTimersByTimeAsync(ms);
  await settle();
}

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));

afterEach(async () => {
  keeper.end();
  vi.useRealTimers();
  await deviceDrafts.remove("ana", "a1");
});

describe("autosave", () => {
  it("waits for a pause, then saves once with the next revision", async () => {
    const save = vi.fn((revision: number) => Promise.resolve({ revision }));
    keep(save, 4);
    keeper.change(content("B"));
    await pass(500);
    keeper.change(content("Better"));
    await pass(500);
    expect(save).not.toHaveBeenCalled();
    await pass(400);
    expect(save.mock.calls).toEqual([[5, content("Better")]]);
    expect(keeper.state.kind).toBe("saved");
    expect(await deviceDrafts.get("ana", "a1")).toBeUndefined();
  });

  it("is on this device before the server has it", async () => {
    keep(() => new Promise(() => undefined));
    keeper.change(content("half a thou"));
    expect(keeper.atRisk).toBe(true);
    await settle();
    expect(keeper.atRisk).toBe(false);
    expect((await deviceDrafts.get("ana", "a1"))?.content).toEqual(content("half a thou"));
  });

  it("says so while the server cannot be reached, and saves when it is back", async () => {
    let reachable = false;
    keep((revision) => (reachable ? Promise.resolve({ revision }) : Promise.reject(offline())));
    keeper.change(content("written on a train"));
    await pass(900);
    expect(keeper.state.kind).toBe("device");
    reachable = true;
    await pass(2000);
    expect(keeper.state.kind).toBe("saved");
  });

  it("what was typed while a save was under way is saved next", async () => {
    const confirms: (() => void)[] = [];
    const save = vi.fn<NonNullable<DraftPorts["save"]>>(
      (revision) => new Promise((done) => confirms.push(() => done({ revision }))),
    );
    keep(save);
    keeper.change(content("one"));
    await pass(900);
    keeper.change(content("one two"));
    confirms[0]?.();
    await pass(900);
    expect(save.mock.calls).toEqual([
      [1, content("one")],
      [2, content("one two")],
    ]);
    confirms[1]?.();
    await settle();
    expect(keeper.state.kind).toBe("saved");
  });
});

describe("two versions", () => {
  it("another window's newer draft is shown, and one's own can be kept over it", async () => {
    const theirs = server(7, "typed elsewhere");
    const save = vi.fn((revision: number) =>
      revision <= 7 ? Promise.reject(refused("stale_draft", 409, { draft: theirs })) : Promise.resolve({ revision }),
    );
    keep(save, 3);
    keeper.change(content("typed here"));
    await pass(900);
    expect(keeper.state).toEqual({ kind: "conflict", theirs });
    keeper.keepMine();
    await pass(0);
    expect(save).toHaveBeenLastCalledWith(8, content("typed here"));
    expect(keeper.state.kind).toBe("saved");
  });

  it("theirs can be taken instead", async () => {
    keep(() => Promise.reject(refused("stale_draft", 409, { draft: server(9, "typed elsewhere") })));
    keeper.change(content("typed here"));
    await pass(900);
    expect(keeper.takeTheirs()).toEqual(content("typed elsewhere"));
    await settle();
    expect(await deviceDrafts.get("ana", "a1")).toBeUndefined();
  });

  it("is no conflict when only the answer to our own save was lost", async () => {
    let calls = 0;
    keep((revision) => {
      calls += 1;
      if (calls === 1) return Promise.reject(offline());
      if (revision === 1)
        return Promise.reject(refused("stale_draft", 409, { draft: server(1, "mine", "Chrome mine") }));
      return Promise.resolve({ revision });
    });
    keeper.change(content("mine"));
    await pass(900);
    await pass(2000);
    expect(keeper.state.kind).toBe("saved");
  });

  it("a task that was submitted elsewhere takes no more drafts, and says so", async () => {
    keep(() => Promise.reject(refused("already_submitted")));
    keeper.change(content("late"));
    await pass(900);
    expect(keeper.state).toEqual({ kind: "closed", detail: "Refused: already_submitted." });
  });
});

describe("opening a task", () => {
  it("continues what this device kept if it is newer than the server's draft", () => {
    keep(null);
    expect(openWith(server(2, "older"), { revision: 2, content: content("newer") })).toEqual({
      content: content("newer"),
      unsaved: true,
      conflict: null,
    });
  });

  it("asks when both went on from the same draft", () => {
    keep(null);
    const theirs = server(5, "theirs");
    expect(openWith(theirs, { revision: 4, content: content("mine") }).conflict).toBe(theirs);
    expect(openWith(server(5, "equal"), { revision: 4, content: content("equal") }).conflict).toBeNull();
  });

  it("shows the server's draft, or nothing", () => {
    keep(null);
    expect(openWith(server(1, "saved"), undefined).content).toEqual(content("saved"));
    expect(openWith(null, undefined)).toEqual({ content: null, unsaved: false, conflict: null });
  });

  it("work without a place on the server is kept on this device", async () => {
    keep(null);
    keeper.change(content("a revision"));
    await settle();
    expect(keeper.state.kind).toBe("device");
  });
});
