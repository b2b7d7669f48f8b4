import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { expectAccessible } from "@/test/axe";
import { renderPart } from "@/test/render";

import { DeskProvider } from "../DeskProvider";
import { aContent, aContext, anAnswer, aNode, aTaxonomy, aTool, bareSettings } from "../testing";
import { giveSizes } from "../timeline/testing";
import { TracePane } from "../TracePane";
import type { Answer, Context, Settings, TraceNode } from "../types";

beforeEach(() => {
  localStorage.clear();
  // Only what is near the window is drawn, and jsdom has no window of its own.
  giveSizes({ height: 3_000 });
  Range.prototype.getBoundingClientRect = () => new DOMRect();
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(100);
  return () => vi.restoreAllMocks();
});

const call = aNode("call", {
  ...{ kind: "tool_call", agent: "Solver", text_parts: [] },
  tool: aTool({ name: "is_prime", check: { ok: false, problems: ["n: must be a number"] } }),
});

const NODES: TraceNode[] = [
  aNode("old", { kind: "user", context: "copied", text_parts: ["An earlier question."] }),
  aNode("plan", { kind: "plan", agent: "Planner", text_parts: ["Try **each** number."] }),
  call,
  aNode("result", { kind: "tool_result", text_parts: ["True"], tool: aTool({ name: "is_prime" }) }),
  aNode("end", { kind: "final", agent: "Solver", text_parts: ["It is 103."] }),
];

interface Options {
  settings?: Partial<Settings>;
  nodes?: TraceNode[];
  answer?: Answer;
  criteria?: Context["criteria"];
}

function draw({ settings = {}, nodes = NODES, answer = anAnswer(), criteria = [] }: Options = {}) {
  const given: Answer[] = [answer];
  const context = aContext({ content: aContent({ nodes }), settings: bareSettings(settings), criteria });
  function Page() {
    const [current, setCurrent] = useState(answer);
    const keep = (next: Answer) => {
      given.push(next);
      setCurrent(next);
    };
    return (
      <DeskProvider context={context} answer={current} onChange={keep}>
        <TracePane />
      </DeskProvider>
    );
  }
  const { container } = renderPart(<Page />);
  return { container, user: userEvent.setup(), last: () => given.at(-1) ?? answer };
}

const card = (name: RegExp) => screen.getByRole("article", { name });
const mark = (name: RegExp) => screen.getByRole("option", { name });

describe("the conversation", () => {
  it("shows each entry with its place among all, and is accessible", async () => {
    const { container } = draw();
    const rows = within(screen.getByRole("feed")).getAllByRole("article");
    expect(rows.map((row) => row.getAttribute("aria-posinset"))).toEqual(["1", "2", "3", "4", "5"]);
    expect(card(/Step 1 of 3, plan, Planner/)).toHaveTextContent("Try each number.");
    await expectAccessible(container);
  });

  it("folds what is not of this run until someone wants to read it", async () => {
    const { user } = draw();
    expect(screen.queryByText("An earlier question.")).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: /1 message from before/ }));
    expect(screen.getByText("An earlier question.")).toBeInTheDocument();
  });

  it("walks by key, and moves the focus along", async () => {
    const { user } = draw();
    await user.keyboard("j");
    expect(card(/Step 2 of 3, tool call/)).toHaveAttribute("aria-current", "true");
    await waitFor(() => {
      expect(card(/Step 2 of 3, tool call/)).toHaveFocus();
    });
    expect(screen.getByText("Step 2 of 3, tool call, Solver", { selector: "[role=status]" })).toBeInTheDocument();
  });

  it("labels by key and by button; a second press takes the label away", async () => {
    const { user, last } = draw();
    await user.keyboard("3");
    expect(last().steps.plan?.label).toBe(-1);
    const end = within(card(/Step 3 of 3/));
    await user.click(end.getByRole("button", { name: "Right" }));
    expect(last().steps.end).toEqual({ sha256: "sha-end", label: 1 });
    await user.click(end.getByRole("button", { name: "Right", pressed: true }));
    expect(last().steps.end).toBeUndefined();
  });

  it("marks every step on the rail, with what is left", async () => {
    const { user } = draw();
    await user.keyboard("1nf");
    expect(mark(/Step 1 of 3, plan, Planner, right/)).toHaveAttribute("aria-selected", "false");
    expect(mark(/Step 2 of 3.*first error/)).toHaveAttribute("aria-selected", "true");
    expect(mark(/Step 3 of 3.*no label/)).toHaveAttribute("data-asked", "false");
    expect(screen.getByTitle("0 of 2 steps have no label yet")).toBeInTheDocument();
  });

  it("goes to a step from the rail, by click and by arrow", async () => {
    const { user } = draw();
    await user.click(mark(/Step 3 of 3/));
    expect(card(/Step 3 of 3/)).toHaveAttribute("aria-current", "true");
    screen.getByRole("listbox").focus();
    await user.keyboard("{ArrowUp}");
    expect(card(/Step 2 of 3/)).toHaveAttribute("aria-current", "true");
  });

  it("goes to a step by its number", async () => {
    const { user } = draw();
    await user.keyboard("g3{Enter}");
    expect(card(/Step 3 of 3/)).toHaveAttribute("aria-current", "true");
  });
});

describe("a tool call", () => {
  it("keeps what the machine says until the person has judged it", () => {
    const settings = { tool_calls: { verdict: true, checks: [] } };
    const { container } = draw({ settings });
    expect(container).not.toHaveTextContent("By the machine");
  });

  it("shows what the machine says after the verdict", () => {
    const settings = { tool_calls: { verdict: true, checks: [] } };
    const steps = { call: { sha256: "sha-call", tool: { verdict: "wrong_arguments" as const } } };
    draw({ settings, answer: anAnswer({ steps }) });
    expect(card(/tool call/)).toHaveTextContent("1 problem with the tool’s schema");
  });

  it("shows arguments that are no JSON as they came, and says so", () => {
    const tool = aTool({ arguments: null, raw: '{"n": 10', valid: false });
    draw({ nodes: [{ ...call, tool }] });
    expect(card(/tool call/)).toHaveTextContent("Not valid JSON");
    expect(card(/tool call/)).toHaveTextContent('{"n": 10');
  });
});

describe("a long text", () => {
  const text = `beginning ${"word ".repeat(1_000)}end`;

  it("is folded with its size, and opens by key", async () => {
    const { user } = draw({ nodes: [aNode("a", { text_parts: [text] })] });
    expect(card(/Step 1/)).not.toHaveTextContent("end");
    expect(screen.getByRole("button", { name: "Show all 5,013 characters" })).toBeInTheDocument();
    await user.keyboard("o");
    expect(card(/Step 1/)).toHaveTextContent("end");
    await user.click(screen.getByRole("button", { name: "Fold" }));
    expect(card(/Step 1/)).not.toHaveTextContent("end");
  });

  it("is opened by a search that finds something in it", async () => {
    const { user } = draw({ nodes: [aNode("a", { text_parts: [text] })] });
    await user.keyboard("/");
    await user.type(screen.getByRole("textbox", { name: "Search in the trace" }), "END");
    expect(await screen.findByText("1 of 1")).toBeInTheDocument();
    expect(card(/Step 1/)).toHaveTextContent("end");
  });

  it("of megabytes is read page by page", async () => {
    const { user } = draw({ nodes: [aNode("a", { text_parts: ["x".repeat(5_000_000)] })] });
    await user.keyboard("o");
    expect(screen.getAllByText("Characters 1–20,000 of 5,000,000")).toHaveLength(2);
    await user.click(screen.getAllByRole("button", { name: "Later" })[0] as HTMLElement);
    expect(screen.getAllByText("Characters 20,001–40,000 of 5,000,000")).toHaveLength(2);
  });
});

describe("text that wants to deceive", () => {
  it("cannot turn what stands around it, and loads no image", () => {
    const evil = "user\u202egpj.exe ![a](https://example.org/pixel.png)";
    const { container } = draw({ nodes: [aNode("a", { text_parts: [evil], agent: "\u202eAgent" })] });
    expect(card(/Step 1/)).toHaveTextContent("user⟦RLO⟧gpj.exe");
    expect(container.querySelector("img")).toBeNull();
    expect(screen.getByTitle("⟦RLO⟧Agent").querySelector("bdi")).not.toBeNull();
  });
});

describe("a plan that is graded before the run", () => {
  it("is all that is shown, until the run is revealed", async () => {
    const { user, last } = draw({ settings: { plan: "before_and_after" } });
    expect(screen.queryByText("It is 103.")).not.toBeInTheDocument();
    expect(screen.getAllByRole("option")).toHaveLength(1);
    expect(screen.queryByText("Hand-off")).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Reveal the run" }));
    expect(screen.getByText("It is 103.")).toBeInTheDocument();
    expect(last().plan?.after).toEqual({ criteria: {}, note: "" });
  });
});

it("quotes what is selected for the error that asks for it", async () => {
  const error = { id: "e", node: "plan", sha256: "sha-plan", code: "slip", severity: "", rationale: "", evidence: [] };
  const { last, user } = draw({ settings: { taxonomy: aTaxonomy() }, answer: anAnswer({ errors: [error] }) });
  window.getSelection()?.selectAllChildren(screen.getByText("It is 103."));
  await user.keyboard("q");
  expect(last().errors[0]?.evidence).toEqual([
    { node: "end", sha256: "sha-end", part: 0, start: 0, end: 10, quote: "It is 103." },
  ]);
});
