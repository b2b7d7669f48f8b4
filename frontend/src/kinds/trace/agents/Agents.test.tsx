import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { expectAccessible } from "@/test/axe";
import { renderPart } from "@/test/render";

import { useDeskState } from "../desk";
import { DeskProvider } from "../DeskProvider";
import { aContent, aContext, anAnswer, aNode } from "../testing";
import { giveSizes } from "../timeline/testing";
import type { Content } from "../types";
import { Agents } from "./Agents";

giveSizes();
// jsdom knows no matrices of CSS.
class PlainMatrix {
  readonly m22 = 1;
}
Object.defineProperty(window, "DOMMatrixReadOnly", { value: PlainMatrix });

const nodes = [
  aNode("a", { agent: "Lead" }),
  aNode("b", { agent: "Scout" }),
  aNode("c", { agent: "Scout", status: "error" }),
  aNode("d", { agent: "Lead" }),
  aNode("e", { agent: "Scout" }),
];
const content = aContent({
  nodes,
  edges: [
    ["Lead", "Scout"],
    ["Scout", "Lead"],
    ["Lead", "Judge"],
  ],
});
const answer = anAnswer({
  steps: { b: { sha256: "sha-b", label: -1 } },
  first_error: { node: "b", sha256: "sha-b" },
});

function Shown() {
  return <output aria-label="Selected">{useDeskState(({ selected }) => selected)}</output>;
}

function open(shown: Content = content) {
  return renderPart(
    <DeskProvider context={aContext({ content: shown })} answer={answer} initial={{ selected: "a" }}>
      <Agents />
      <Shown />
    </DeskProvider>,
  );
}

const button = (name: string | RegExp) => screen.getByRole("button", { name });
const selection = () => screen.getByLabelText("Selected").textContent;
const figures = (name: RegExp) =>
  within(screen.getByRole("row", { name }))
    .getAllByRole("cell")
    .map((cell) => cell.textContent);

describe("the agents", () => {
  it("stand in a table with their steps, labels and errors", () => {
    open();
    expect(figures(/^Lead \d/)).toEqual(["0 of 2", "–", "–"]);
    expect(figures(/^Scout\s?First error/)).toEqual(["1 of 3", "1", "1"]);
    expect(figures(/^Judge/)).toEqual(["0 of 0", "–", "–"]);
  });

  it("have the selected node's agent marked, and its steps listed", () => {
    open();
    expect(button("Lead")).toHaveAttribute("aria-pressed", "true");
    expect(button("Lead")).toHaveAttribute("aria-current", "true");
    expect(within(screen.getByRole("list", { name: "Steps of Lead" })).getAllByRole("listitem")).toHaveLength(2);
  });

  it("list their steps when chosen, and a step there is selected everywhere", async () => {
    open();
    await userEvent.click(button(/^Scout\s?First error/));
    expect(selection()).toBe("a");
    const list = screen.getByRole("list", { name: "Steps of Scout" });
    await userEvent.click(within(list).getByRole("button", { name: /Text of c/ }));
    expect(selection()).toBe("c");
  });

  it("go from hand-off to hand-off of a pair with every click", async () => {
    open();
    const there = button("Lead to Scout");
    await userEvent.click(there);
    expect(selection()).toBe("a");
    expect(screen.getByRole("list", { name: "Hand-offs from Lead to Scout" })).toBeVisible();
    await userEvent.click(there);
    expect(selection()).toBe("d");
    await userEvent.click(there);
    expect(selection()).toBe("a");
    expect(figures(/^Lead\s?Scout/)).toEqual(["2", "yes"]);
    expect(figures(/^Lead\s?Judge/)).toEqual(["unused", "yes"]);
  });

  it("are drawn, too", async () => {
    open();
    expect(await screen.findByLabelText(/Drawing of the agents/)).toBeInTheDocument();
  });

  it("are said to be one where there is one", () => {
    open(aContent({ nodes: nodes.filter(({ agent }) => agent === "Scout") }));
    expect(screen.getByText("One agent: Scout")).toBeVisible();
    expect(screen.getByText("It did all 3 steps itself, so there are no hand-offs to show.")).toBeVisible();
    expect(screen.queryByRole("table")).not.toBeInTheDocument();
  });

  it("are said to be none where nobody is named", () => {
    open(aContent());
    expect(screen.getByText("No agents")).toBeVisible();
  });

  it("have no fault that axe finds", async () => {
    const { container } = open();
    await screen.findByLabelText(/Drawing of the agents/);
    await expectAccessible(container);
  });
});
