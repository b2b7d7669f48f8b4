import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";

import { renderPart } from "@/test/render";

import { Sessions } from "./Sessions";

const AT = "2026-11-20T09:00:00Z";
const HERE = { id: "here", ip: "10.0.0.1", user_agent: "Firefox/140.0 Linux", created_at: AT, is_current: true };
const HOME = { id: "home", ip: "10.0.0.2", user_agent: "Chrome/141.0 Windows", created_at: AT, is_current: false };
const PHONE = { id: "phone", ip: "10.0.0.3", user_agent: "Safari/604.1 iPhone", created_at: AT, is_current: false };

/** The server as the network shows it: open sessions, which DELETE ends. */
function serve(sessions: (typeof HERE)[]) {
  let open = sessions;
  vi.stubGlobal("fetch", (request: Request) => {
    if (request.method === "DELETE") {
      open = open.filter(({ id }) => !request.url.endsWith(`/${id}/`));
      return Promise.resolve(new Response(null, { status: 204 }));
    }
    return Promise.resolve(Response.json({ results: open, next: null, previous: null }));
  });
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the list of sessions", () => {
  it("marks this browser, which cannot be ended here", async () => {
    serve([HERE, HOME]);
    renderPart(<Sessions />);
    const here = await screen.findByRole("row", { name: /Firefox on Linux/ });
    expect(here).toHaveTextContent("this browser");
    expect(within(here).queryByRole("button")).toBeNull();
    expect(screen.queryByRole("button", { name: "End all others" })).toBeNull();
  });

  it("ends one of them", async () => {
    serve([HERE, HOME, PHONE]);
    renderPart(<Sessions />);
    await userEvent.click(await screen.findByRole("button", { name: "End the session of Chrome on Windows" }));
    await vi.waitFor(() => {
      expect(screen.queryByText("Chrome on Windows")).toBeNull();
    });
    expect(screen.getByText("Safari on iOS")).toBeInTheDocument();
  });

  it("ends all but this one", async () => {
    serve([HERE, HOME, PHONE]);
    renderPart(<Sessions />);
    await userEvent.click(await screen.findByRole("button", { name: "End all others" }));
    await vi.waitFor(() => {
      expect(screen.getAllByRole("row")).toHaveLength(2);
    });
    expect(screen.getByText("this browser")).toBeInTheDocument();
  });
});
