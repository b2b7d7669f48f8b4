import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import type { Measure } from "@/api/types";
import { renderPart } from "@/test/render";

import { ShareTable } from "./ShareTable";
import { project, shareMeasure } from "./testing";

const renderTable = (overrides: Partial<Measure> = {}) =>
  renderPart(<ShareTable measures={[shareMeasure(overrides)]} project={project()} />);

const row = () => screen.getByRole("row", { name: /Overlap/ });

describe("the table of shares", () => {
  it("shows a percentage with the wider interval, and what it rests on", () => {
    renderTable();
    expect(row()).toHaveTextContent("81.3 %");
    expect(row()).toHaveTextContent("74.0 % to 88.4 %");
    expect(row()).toHaveTextContent("1,234 units in 96 tasks");
    expect(row()).toHaveTextContent("3 people in 3 pairs");
    expect(screen.getByRole("link", { name: "Share 81.3 %" })).toHaveAttribute(
      "href",
      "/projects/p1/tasks?ordering=agreement",
    );
  });

  it("says why a share is hidden", () => {
    renderTable({ shown: false, gateable: false, reason: "no_pairable_units", value: null, n_compared: 0, n_pairs: 0 });
    expect(row()).toHaveTextContent("Not shown yet: the answers of two people hold nothing to compare yet.");
    expect(row()).toHaveTextContent("nothing to compare");
    expect(within(row()).queryByRole("img")).toBeNull();
  });

  it("opens to the kind's help and both intervals, without kappas and AC1", async () => {
    renderTable();
    await userEvent.click(screen.getByRole("button", { name: /Overlap/ }));
    expect(screen.getByText("The mean overlap of what both marked.")).toBeInTheDocument();
    expect(screen.getByText("Interval over tasks").nextSibling).toHaveTextContent("79.0 % to 83.5 %");
    expect(screen.getByText("Interval over people").nextSibling).toHaveTextContent("74.0 % to 88.4 %");
    expect(screen.queryByText("AC1")).toBeNull();
    expect(screen.queryByText(/kappa/)).toBeNull();
  });
});
