import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { expectAccessible } from "@/test/axe";
import { renderPart } from "@/test/render";

import { useDeskState } from "../desk";
import { DeskProvider } from "../DeskProvider";
import { aContent, aContext, anAnswer, aNode, aTool, someSettings } from "../testing";
import type { Answer, Content } from "../types";
import { giveSizes } from "./testing";
import { Timeline } from "./Timeline";

giveSizes();

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 5, 9, 0, seconds)).toISOString();
const content = aContent({
  nodes: [
    aNode("ask", { kind: "user", text_parts: ["Which prime follows 101?"], start: at(0), end: at(1) }),
    aNode("look", { agent: "Scout", start: at(1), end: at(31), tokens: { input: 1204, output: 88 } }),
    aNode("call", {
      ...{ parent: "look", kind: "tool_call", agent: "Scout", tool: aTool({ call_id: "c1" }) },
      ...{ start: at(2), end: at(9), status: "error" },
    }),
    aNode("end", { kind: "final", agent: "Writer", text_parts: ["It is 105."], start: at(31), end: at(32) }),
  ],
});
const answer = anAnswer({
  steps: { look: { sha256: "sha-look", label: 1 }, end: { sha256: "sha-end", label: -1, inherited: true } },
  first_error: { node: "call", sha256: "sha-call" },
});

function Shown() {
  return <output aria-label="Selected">{useDeskState(({ selected, view }) => `${String(selected)} ${view}`)}</output>;
}

function open(given: Answer = answer, shown: Content = content, settings = someSettings()) {
  return renderPart(
    <DeskProvider
      context={aContext({ content: shown, settings })}
      answer={given}
      initial={{ selected: "look", view: "timeline" }}
    >
      <Timeline />
      <Shown />
    </DeskProvider>,
  );
}

const grid = () => screen.getByRole("treegrid", { name: "Steps on the axis" });
const rows = () => within(grid()).getAllByRole("row").slice(1);
const row = (name: RegExp) => within(grid()).getByRole("row", { name });
const selection = () => screen.getByLabelText("Selected").textContent;

describe("the timeline", () => {
  it("shows each node with its duration, its tokens and what was said of it", () => {
    open();
    expect(row(/Which prime/)).toHaveTextContent("User");
    expect(row(/Text of look/)).toHaveTextContent(/1Reasoning.*Scout.*Right.*30 s.*1,204 in, 88 out/);
    expect(row(/It is 105/)).toHaveTextContent("Wrong, inherited");
    expect(row(/search\(/)).toHaveTextContent(/Ended in an error.*First error/);
  });

  it("says that its axis is the clock, and changes to the order of happening", async () => {
    open();
    expect(screen.getByText("By the clock, 32 s in all")).toBeVisible();
    await userEvent.click(screen.getByRole("radio", { name: "By order" }));
    expect(screen.getByText("4 nodes in order of happening")).toBeVisible();
  });

  it("has only the order where the trace has no times", () => {
    open(anAnswer(), aContent());
    expect(screen.getByText("3 nodes in order of happening: the trace has no times")).toBeVisible();
    expect(screen.queryByRole("radio", { name: "By time" })).not.toBeInTheDocument();
    expect(within(grid()).queryByRole("columnheader", { name: "Duration" })).not.toBeInTheDocument();
  });

  it("keeps the first error in sight, and goes there", async () => {
    open();
    await userEvent.click(screen.getByRole("button", { name: /First error\s?Step 2, Scout/ }));
    expect(selection()).toBe("call timeline");
  });

  it("says that there is no error", () => {
    open(anAnswer({ first_error: { none: true } }));
    expect(screen.getByText("No error in this trace")).toBeVisible();
  });

  it("moves the one selection with the arrow keys, and folds", async () => {
    open();
    grid().focus();
    await userEvent.keyboard("{ArrowRight}");
    expect(selection()).toBe("call timeline");
    await userEvent.keyboard("{ArrowLeft}{ArrowLeft}");
    expect(selection()).toBe("look timeline");
    expect(row(/Text of look/)).toHaveAttribute("aria-expanded", "false");
    expect(rows()).toHaveLength(3);
    await userEvent.keyboard("{End}");
    expect(selection()).toBe("end timeline");
    expect(row(/It is 105/)).toHaveAttribute("aria-selected", "true");
    expect(grid()).toHaveAttribute("aria-activedescendant", row(/It is 105/).id);
  });

  it("goes up to a node that is folded over the selection", async () => {
    open();
    await userEvent.click(row(/search\(/));
    expect(selection()).toBe("call timeline");
    await userEvent.click(screen.getByRole("button", { name: "Fold" }));
    expect(selection()).toBe("look timeline");
    expect(rows()).toHaveLength(3);
  });

  it("leads on into the conversation", async () => {
    open();
    grid().focus();
    await userEvent.keyboard("{Enter}");
    expect(selection()).toBe("look conversation");
  });

  it("draws only what is in sight of ten thousand nodes", () => {
    const nodes = Array.from({ length: 10_000 }, (_, place) => aNode(`n${place}`));
    open(anAnswer(), aContent({ nodes }));
    expect(grid()).toHaveAttribute("aria-rowcount", "10001");
    expect(rows().length).toBeLessThan(60);
  });

  it("has no fault that axe finds", async () => {
    const { container } = open();
    await expectAccessible(container);
  });
});
