import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";

import { renderPart } from "@/test/render";

import { NewTokenButton } from "./NewToken";

/** The server as the network shows it; keeps what it was sent. */
function serve(status: number, body: unknown): unknown[] {
  const sent: unknown[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.method === "POST") sent.push(await request.json());
    return Response.json(body, { status });
  });
  return sent;
}

async function fillIn(name: string) {
  await userEvent.click(screen.getByRole("button", { name: "New token" }));
  await userEvent.type(await screen.findByLabelText(/Name/), name);
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("making an API token", () => {
  it("sends the name, the scopes and when it expires, and shows the token once", async () => {
    const sent = serve(201, { id: "t1", name: "nightly export", prefix: "tst_abcdef", token: "tst_abcdefghijk" });
    renderPart(<NewTokenButton />);
    await fillIn("nightly export");
    await userEvent.click(screen.getByLabelText("manage"));
    await userEvent.click(screen.getByRole("button", { name: "Make token" }));
    expect(await screen.findByLabelText("Token")).toHaveValue("tst_abcdefghijk");
    expect(screen.getByRole("button", { name: "Copy" })).toBeInTheDocument();
    const [body] = sent as { name: string; scopes: string[]; expires_at: string }[];
    expect(body).toMatchObject({ name: "nightly export", scopes: ["read", "manage"] });
    const days = (Date.parse(body?.expires_at ?? "") - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(90, 1);
  });

  it("cannot be sent without a scope", async () => {
    serve(201, {});
    renderPart(<NewTokenButton />);
    await fillIn("idle");
    await userEvent.click(screen.getByLabelText("read"));
    expect(screen.getByRole("button", { name: "Make token" })).toBeDisabled();
  });

  it("says why the server refused", async () => {
    serve(409, { code: "too_many_tokens", detail: "You have 50 tokens. Revoke one that is no longer needed." });
    renderPart(<NewTokenButton />);
    await fillIn("one more");
    await userEvent.click(screen.getByRole("button", { name: "Make token" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("You have 50 tokens.");
  });
});
