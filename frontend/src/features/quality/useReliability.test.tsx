import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";

import { renderPart } from "@/test/render";

import { AsOf } from "./AsOf";
import { RefreshButton } from "./RefreshButton";
import { project } from "./testing";
import { useReliability } from "./useReliability";

const BEFORE = "2026-11-20T09:00:00Z";
const AFTER = "2026-11-20T09:05:00Z";

/** The server as the network shows it: figures of some time, and how often it was asked to compute them. */
function serve(server: { computed_at: string; posts: number; stale?: boolean; quick?: boolean }) {
  vi.stubGlobal("fetch", (request: Request) => {
    if (request.method === "POST") {
      server.posts += 1;
      if (server.quick) server.computed_at = AFTER;
    }
    const body = { computed_at: server.computed_at, stale: server.stale ?? false, rubric_version: 2, measures: [] };
    return Promise.resolve(Response.json(body, { status: request.method === "POST" ? 202 : 200 }));
  });
}

function Part() {
  const { figures, computing, late, refresh } = useReliability("p1");
  if (!figures.data) return null;
  return (
    <>
      <AsOf figures={figures.data} project={project()} computing={computing} late={late} />
      <RefreshButton computing={computing} onRefresh={refresh} />
    </>
  );
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("refreshing the figures", () => {
  it("says that they are being computed until newer ones have come", async () => {
    const server = { computed_at: BEFORE, posts: 0 };
    serve(server);
    renderPart(<Part />);
    await userEvent.click(await screen.findByRole("button", { name: "Refresh" }));
    expect(await screen.findByText("Computing…")).toBeInTheDocument();
    expect(server.posts).toBe(1);
    server.computed_at = AFTER;
    expect(await screen.findByText(/rubric v2/, {}, { timeout: 4000 })).toBeInTheDocument();
    expect(screen.queryByText("Computing…")).toBeNull();
  });

  it("is over at once when the worker was done before the server answered", async () => {
    serve({ computed_at: BEFORE, posts: 0, quick: true });
    renderPart(<Part />);
    const shown = () => document.querySelector("time")?.dateTime;
    await userEvent.click(await screen.findByRole("button", { name: "Refresh" }));
    await vi.waitFor(() => {
      expect(shown()).toBe(AFTER);
    });
    expect(screen.queryByText("Computing…")).toBeNull();
  });

  it("ends where the server refuses", async () => {
    serve({ computed_at: BEFORE, posts: 0 });
    renderPart(<Part />);
    const button = await screen.findByRole("button", { name: "Refresh" });
    vi.stubGlobal("fetch", () =>
      Promise.resolve(Response.json({ code: "permission_denied", detail: "No." }, { status: 403 })),
    );
    await userEvent.click(button);
    expect(await screen.findByText(/rubric v2/)).toBeInTheDocument();
    expect(screen.queryByText("Computing…")).toBeNull();
  });

  it("marks figures that do not know the newest answers", async () => {
    serve({ computed_at: BEFORE, posts: 0, stale: true });
    renderPart(<Part />);
    expect(await screen.findByText("stale")).toBeInTheDocument();
  });
});
