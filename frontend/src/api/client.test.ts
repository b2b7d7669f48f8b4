import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { client, unwrap } from "./client";
import { ApiError } from "./errors";
import { onSessionExpired, signInAgain } from "./session";

const sent: Request[] = [];
let answers: (() => Response)[] = [];

const json = (status: number, body: unknown) => () => Response.json(body, { status });
const expired = json(401, { code: "not_authenticated", detail: "Sign in first." });

beforeEach(() => {
  sent.length = 0;
  document.cookie = "csrftoken=first";
  vi.stubGlobal("fetch", (request: Request) => {
    sent.push(request);
    const answer = answers.shift();
    return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError("Failed to fetch"));
  });
});
afterEach(() => {
  onSessionExpired(null);
  vi.unstubAllGlobals();
});

const rename = () =>
  unwrap(
    client.PATCH("/api/projects/{project_id}/", { params: { path: { project_id: "p1" } }, body: { title: "New" } }),
  );

describe("a call", () => {
  it("carries the CSRF token when it changes something, and only then", async () => {
    answers = [json(200, { id: "p1" }), json(200, [])];
    await rename();
    await unwrap(client.GET("/api/kinds/"));
    expect(sent.map((request) => request.headers.get("X-CSRFToken"))).toEqual(["first", null]);
  });

  it("that is refused throws what the server said, with its fields", async () => {
    answers = [json(400, { code: "invalid", detail: "Some fields are not right.", fields: { title: "Too long." } })];
    const error = await rename().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 400, code: "invalid", fields: { title: "Too long." } });
  });

  it("that reaches no server says that it is offline", async () => {
    answers = [];
    await expect(rename()).rejects.toMatchObject({ code: "offline", offline: true });
  });

  it("that gets no JSON still has a sentence for people", async () => {
    answers = [() => new Response("<h1>Bad gateway</h1>", { status: 502 })];
    await expect(rename()).rejects.toMatchObject({ status: 502, detail: "The server answered 502." });
  });
});

describe("an expired session", () => {
  it("is renewed in place, and the call is sent again with the new token", async () => {
    answers = [expired, json(200, { id: "p1" })];
    onSessionExpired(() => {
      document.cookie = "csrftoken=second";
      return Promise.resolve(true);
    });
    await expect(rename()).resolves.toEqual({ id: "p1" });
    expect(sent.map((request) => request.headers.get("X-CSRFToken"))).toEqual(["first", "second"]);
    expect(await sent[1]?.json()).toEqual({ title: "New" });
  });

  it("fails the call when the person does not sign in", async () => {
    answers = [expired];
    onSessionExpired(() => Promise.resolve(false));
    await expect(rename()).rejects.toMatchObject({ status: 401 });
    expect(sent).toHaveLength(1);
  });

  it("asks once for several calls", async () => {
    const ask = vi.fn(() => Promise.resolve(true));
    onSessionExpired(ask);
    expect(await Promise.all([signInAgain(), signInAgain(), signInAgain()])).toEqual([true, true, true]);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it("opens no dialog when the page only asks who is signed in", async () => {
    const ask = vi.fn(() => Promise.resolve(true));
    onSessionExpired(ask);
    answers = [expired];
    await expect(unwrap(client.GET("/api/me/"))).rejects.toMatchObject({ status: 401 });
    expect(ask).not.toHaveBeenCalled();
  });
});
