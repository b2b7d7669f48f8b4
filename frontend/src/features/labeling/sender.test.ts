import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { deviceDrafts, sendings } from "./outbox";
import { Sender } from "./sender";
import { offline, refused, sending, settle } from "./testing";

const alone = (work: () => Promise<void>) => work();
const isMe = () => Promise.resolve(true);
let sender: Sender | null = null;

function aSender(deliver: () => Promise<unknown>): Sender {
  sender = new Sender("ana", { deliver, alone, isMe, announce: () => undefined });
  return sender;
}

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));

afterEach(async () => {
  sender?.end();
  vi.useRealTimers();
  for (const left of await sendings.of("ana")) await sendings.remove(left);
});

describe("sending answers", () => {
  it("an answer leaves this device only once the server has it, and its draft with it", async () => {
    let confirm: () => void = () => undefined;
    const outgoing = aSender(() => new Promise<void>((resolve) => (confirm = resolve)));
    await deviceDrafts.put("ana", { assignment: "a1", revision: 2, content: sending("a1").body, savedAt: 5 });
    await outgoing.send(sending("a1"));
    await settle();
    expect(await sendings.of("ana")).toHaveLength(1);
    confirm();
    await settle();
    expect(await sendings.of("ana")).toEqual([]);
    expect(await deviceDrafts.get("ana", "a1")).toBeUndefined();
  });

  it("is sent again with the same key and body when the answer to it was lost", async () => {
    const sent: unknown[] = [];
    const deliver = vi.fn(async (each?: unknown) => {
      sent.push(each);
      if (sent.length < 3) throw offline();
    });
    const outgoing = aSender(deliver);
    await outgoing.send(sending("a2"));
    await settle();
    expect(outgoing.state.stuck).toBe(true);
    await vi.advanceTimersByTimeAsync(2000);
    await settle();
    await vi.advanceTimersByTimeAsync(4000);
    await settle();
    expect(sent).toHaveLength(3);
    expect(sent[1]).toEqual(sent[0]);
    expect(sent[2]).toEqual(sent[0]);
    expect(await sendings.of("ana")).toEqual([]);
    expect(outgoing.state.stuck).toBe(false);
  });

  it("after a reload the next window sends what was left", async () => {
    aSender(() => Promise.reject(offline()));
    await sender?.send(sending("a3"));
    await settle();
    sender?.end();
    const keys: string[] = [];
    sender = new Sender("ana", {
      deliver: (each) => Promise.resolve(keys.push(each.key)),
      alone,
      isMe,
      announce: () => undefined,
    });
    await sender.wake();
    expect(keys).toEqual(["key-of-a3"]);
  });

  it("keeps the order, and waits with the rest when one cannot be sent now", async () => {
    const tried: string[] = [];
    sender = new Sender("ana", {
      deliver: (each) => {
        tried.push(each.assignment);
        return each.assignment === "b" ? Promise.reject(refused("unavailable", 503)) : Promise.resolve();
      },
      alone,
      isMe,
      announce: () => undefined,
    });
    await sendings.put(sending("c", { writtenAt: 30 }));
    await sendings.put(sending("b", { writtenAt: 20 }));
    await sendings.put(sending("a", { writtenAt: 10 }));
    await sender.wake();
    expect(tried).toEqual(["a", "b"]);
    expect(sender.state.waiting.map((each) => each.assignment)).toEqual(["b", "c"]);
  });

  it("an answer that the server refuses is kept for a person to decide, and does not hold up others", async () => {
    sender = new Sender("ana", {
      deliver: (each) => (each.assignment === "old" ? Promise.reject(refused("already_submitted")) : Promise.resolve()),
      alone,
      isMe,
      announce: () => undefined,
    });
    await sendings.put(sending("old", { writtenAt: 1 }));
    await sendings.put(sending("new", { writtenAt: 2 }));
    await sender.wake();
    expect(sender.state.waiting).toEqual([]);
    expect(sender.state.refused.map((each) => each.problem)).toEqual([
      { code: "already_submitted", detail: "Refused: already_submitted." },
    ]);
    const [left] = sender.state.refused;
    if (left) await sender.drop(left);
    expect(await sendings.of("ana")).toEqual([]);
  });

  it("a signed-out person's answer waits, however often the server says so", async () => {
    const outgoing = aSender(() => Promise.reject(refused("not_authenticated", 401)));
    await outgoing.send(sending("a4"));
    await settle();
    expect(outgoing.state.refused).toEqual([]);
    expect(outgoing.state.waiting).toHaveLength(1);
  });

  it("sends nothing while another window sends", async () => {
    const deliver = vi.fn(() => Promise.resolve());
    sender = new Sender("ana", { deliver, alone: () => Promise.resolve(), isMe, announce: () => undefined });
    await sendings.put(sending("a5"));
    await sender.wake();
    expect(deliver).not.toHaveBeenCalled();
    expect(sender.state.waiting).toHaveLength(1);
  });

  it("waits while somebody else is signed in here, to whom this assignment does not exist", async () => {
    sender = new Sender("ana", {
      deliver: () => Promise.reject(refused("not_found", 404)),
      alone,
      isMe: () => Promise.resolve(false),
      announce: () => undefined,
    });
    await sendings.put(sending("a7"));
    await sender.wake();
    expect(sender.state.refused).toEqual([]);
    expect(sender.state.waiting).toHaveLength(1);
  });

  it("another person on this device has an outbox of their own", async () => {
    await sendings.put(sending("a6", { user: "ben" }));
    const deliver = vi.fn(() => Promise.resolve());
    await aSender(deliver).wake();
    expect(deliver).not.toHaveBeenCalled();
    await sendings.remove(sending("a6", { user: "ben" }));
  });
});
