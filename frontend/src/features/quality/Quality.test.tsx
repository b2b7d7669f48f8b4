import { screen, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";

import type { Measure, Project } from "@/api/types";
import { expectAccessible } from "@/test/axe";
import { renderPart } from "@/test/render";

import { Quality } from "./Quality";
import { measure, project, shareMeasure } from "./testing";

const ALONE = { n_pairable: 0, n_raters: 1, shown: false, gateable: false, reason: "no_pairable_units", value: null };

function renderPage(measures: Measure[], overrides: Partial<Project> = {}) {
  const figures = { computed_at: "2026-11-20T09:00:00Z", stale: false, rubric_version: 2, measures };
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json(figures)));
  return renderPart(<Quality project={project(overrides)} />);
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the quality page", () => {
  it("shows the measures and what they mean", async () => {
    const { container } = renderPage([measure()]);
    expect(await screen.findByRole("table", { name: "Reliability of each measure" })).toBeInTheDocument();
    expect(screen.getByRole("heading", { name: "Why two intervals" })).toBeInTheDocument();
    await expectAccessible(container);
  });

  it("keeps shares apart from alphas, with an axis and words of their own", async () => {
    const { container } = renderPage([measure(), shareMeasure()]);
    const shares = await screen.findByRole("table", { name: "What answers have in common" });
    expect(within(shares).getByRole("row", { name: /Overlap/ })).toBeInTheDocument();
    const alphas = screen.getByRole("table", { name: "Reliability of each measure" });
    expect(within(alphas).queryByRole("row", { name: /Overlap/ })).toBeNull();
    expect(screen.getByRole("heading", { name: "What a share is" })).toBeInTheDocument();
    await expectAccessible(container);
  });

  it("does not speak of shares where there are none", async () => {
    renderPage([measure()]);
    await screen.findByRole("table", { name: "Reliability of each measure" });
    expect(screen.queryByRole("heading", { name: "Shares" })).toBeNull();
    expect(screen.queryByRole("heading", { name: "What a share is" })).toBeNull();
  });

  it("leads to the disputed tasks where there are any", async () => {
    const progress = { ...project().progress, disputed: 33 };
    renderPage([measure()], { progress });
    expect(await screen.findByRole("link", { name: "33 disputed" })).toHaveAttribute(
      "href",
      "/projects/p1/tasks?status=disputed",
    );
  });

  it("says that nothing was answered twice", async () => {
    renderPage([measure(ALONE)]);
    expect(await screen.findByRole("heading", { name: "Nothing was answered twice yet" })).toBeInTheDocument();
    expect(screen.queryByRole("table", { name: "Reliability of each measure" })).toBeNull();
  });

  it("leads to the settings where every task is answered once", async () => {
    renderPage([measure(ALONE)], { overlap: 1 });
    expect(await screen.findByRole("link", { name: "Settings" })).toHaveAttribute("href", "/projects/p1/settings");
  });
});
