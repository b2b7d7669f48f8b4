import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";

import { meQuery } from "@/api/people";
import { createQueryClient } from "@/api/queryClient";
import type { Me } from "@/api/types";
import { expectAccessible } from "@/test/axe";
import { renderPart } from "@/test/render";

import { AdminPage } from "./AdminPage";
import { invitation, user } from "./testing";

const ARI = user({ id: "u-ari", display_name: "Ari", email: "ari@lab.example", is_admin: true });
const ADA = user();
const OPEN = invitation();
const USED = invitation({ id: "i2", email: "old@lab.example", status: "used" });

/** The server as the network shows it; keeps what it was asked to change. */
function serve(): { method: string; path: string; body: unknown }[] {
  const asked: { method: string; path: string; body: unknown }[] = [];
  const lists: Record<string, unknown[]> = {
    "/api/users/": [ARI, ADA],
    "/api/invitations/": [OPEN, USED],
    "/api/projects/": [],
  };
  vi.stubGlobal("fetch", async (request: Request) => {
    const { pathname: path } = new URL(request.url);
    if (request.method === "GET") return Response.json({ results: lists[path] ?? [], next: null, previous: null });
    asked.push({ method: request.method, path, body: await request.json().catch(() => null) });
    if (path.endsWith("/reset-link/"))
      return Response.json({ ...OPEN, url: "http://lab/invitation#secret" }, { status: 201 });
    return Response.json(ADA);
  });
  return asked;
}

function renderPage(isAdmin: boolean) {
  const client = createQueryClient();
  const me: Me = { ...ARI, email: "ari@lab.example", is_admin: isAdmin, projects: 1 };
  client.setQueryData(meQuery().queryKey, me);
  return renderPart(<AdminPage />, client);
}

async function openActions(name: string) {
  await userEvent.click(await screen.findByRole("button", { name: `Actions for ${name}` }));
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the page of people", () => {
  it("is refused to those who are no admins", () => {
    serve();
    renderPage(false);
    expect(screen.getByRole("heading", { name: "Not for you" })).toBeInTheDocument();
    expect(screen.queryByRole("table")).toBeNull();
  });

  it("lists people and open invitations", async () => {
    serve();
    const { container } = renderPage(true);
    expect(await screen.findByRole("row", { name: /Ada .*ada@lab.example/ })).toBeInTheDocument();
    const links = await screen.findByRole("table", { name: "Links" });
    expect(links).toHaveTextContent("new@lab.example");
    expect(links).not.toHaveTextContent("old@lab.example");
    await expectAccessible(container);
  });

  it("deactivates an account only when asked twice", async () => {
    const asked = serve();
    renderPage(true);
    await openActions("Ada");
    await userEvent.click(await screen.findByRole("menuitem", { name: "Deactivate" }));
    expect(asked).toEqual([]);
    const dialog = await screen.findByRole("dialog", { name: "Deactivate: Ada?" });
    await userEvent.click(within(dialog).getByRole("button", { name: "Deactivate" }));
    await waitFor(() => {
      expect(asked).toEqual([{ method: "PATCH", path: "/api/users/u-ada/", body: { is_active: false } }]);
    });
  });

  it("does not let me take my own rights away", async () => {
    serve();
    renderPage(true);
    await openActions("Ari");
    expect(await screen.findByRole("menuitem", { name: "Take admin rights away" })).toHaveAttribute(
      "data-disabled",
      "true",
    );
    expect(screen.getByRole("menuitem", { name: "Deactivate" })).toHaveAttribute("data-disabled", "true");
  });

  it("shows a link for a new password once it is made", async () => {
    const asked = serve();
    renderPage(true);
    await openActions("Ada");
    await userEvent.click(await screen.findByRole("menuitem", { name: "Link for a new password" }));
    await userEvent.click(await screen.findByRole("button", { name: "Make link" }));
    expect(await screen.findByLabelText("Link for a new password")).toHaveValue("http://lab/invitation#secret");
    expect(asked.map(({ path }) => path)).toEqual(["/api/users/u-ada/reset-link/"]);
  });
});
