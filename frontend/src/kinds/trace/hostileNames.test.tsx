import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, describe, expect, it } from "vitest";

import { renderPart } from "@/test/render";

import { AnnotateView } from "./AnnotateView";
import { AnswerSummary } from "./AnswerSummary";
import { CompareView } from "./CompareView";
import { aContent, anAnswer, aNode, aTaxonomy, aTool, someSettings } from "./testing";
import { giveSizes } from "./timeline/testing";
import type { Answer } from "./types";

// Agents, tools and texts whose names turn the direction of writing: wherever they stand, that is seen.

const OVERRIDE = "\u202e";
const LEAD = `${OVERRIDE}daeL`;
const SCOUT = `Scout\u2066`;
const TOOL = `${OVERRIDE}hcraes`;
const TEXT = `Pay ${OVERRIDE}05 euros.`;
const HIDDEN = /[\u202a-\u202e\u2066-\u2069]/;

giveSizes({ height: 3_000 });
// A growing text field listens to it; jsdom has no fonts.
Object.defineProperty(document, "fonts", { value: new EventTarget(), configurable: true });

beforeEach(() => {
  localStorage.clear();
});

const tool = aTool({
  ...{ name: TOOL, call_id: "c", arguments: { q: TEXT }, raw: JSON.stringify({ q: TEXT }) },
  check: { ok: false, problems: [`${OVERRIDE}q: must be a number.`] },
});
const content = aContent({
  problem: TEXT,
  reference: TEXT,
  nodes: [
    aNode("think", { agent: LEAD, text_parts: [TEXT], start: "2026-03-01T10:00:00Z", end: "2026-03-01T10:00:05Z" }),
    aNode("pass", { kind: "handoff", agent: LEAD, to: SCOUT, text_parts: [] }),
    aNode("call", { kind: "tool_call", agent: SCOUT, tool, text_parts: [] }),
    aNode("got", { kind: "tool_result", tool: aTool({ name: TOOL, call_id: "c" }), text_parts: [] }),
    aNode("end", { kind: "final", agent: LEAD, text_parts: ["Paid."] }),
  ],
  tools: [{ name: TOOL, description: "", parameters: null }],
  edges: [[LEAD, SCOUT]],
});
const settings = someSettings({ taxonomy: aTaxonomy() });
const answer = anAnswer({
  steps: {
    call: {
      ...{ sha256: "sha-call", label: -1, tool: { verdict: "wrong_arguments" }, comment: TEXT },
      rewrite: { name: TOOL, arguments: { q: `${TEXT}!` } },
    },
  },
  first_error: { node: "think", sha256: "sha-think" },
  errors: [
    {
      ...{ id: "e", node: "think", sha256: "sha-think", code: "slip", severity: "high", rationale: TEXT },
      evidence: [{ node: "think", sha256: "sha-think", part: 0, start: 4, end: 7, quote: `${OVERRIDE}05` }],
    },
  ],
  outcome: "fail",
  attribution: { agent: LEAD, node: "think", sha256: "sha-think", reason: TEXT },
  counterfactuals: [
    {
      ...{ id: "k", op: "bypass", from_agent: LEAD, to_agent: LEAD, skipped_agents: [LEAD, SCOUT], tool: TOOL },
      ...{ from_node: "think", to_node: "end", claim: TEXT, preconditions: [], permitted: false, effect: "unknown" },
      ...{ severity: "major", confidence: 3 },
    },
  ],
  rationale: TEXT,
});

/** What is read or heard, save for what a person types and what only our own code reads. */
function shownHidden(): string[] {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (!node.parentElement?.closest("textarea") && HIDDEN.test(node.textContent ?? "")) {
      found.push(`${node.parentElement?.className ?? ""}: ${node.textContent ?? ""}`);
    }
  }
  for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], [aria-description]")) {
    for (const name of ["aria-label", "title", "placeholder", "aria-description"]) {
      const value = element.getAttribute(name) ?? "";
      if (HIDDEN.test(value)) found.push(`${element.className.toString()} ${name}: ${value}`);
    }
  }
  return found;
}

function annotate() {
  function Page() {
    const [given, setGiven] = useState<Answer>(answer);
    return <AnnotateView mode="annotate" {...{ content, settings }} criteria={[]} answer={given} onChange={setGiven} />;
  }
  renderPart(<Page />);
}

const tab = (name: RegExp | string) => screen.getByRole("tab", { name });

describe("names that want to deceive", () => {
  it("are seen for what they are in every view of the trace", async () => {
    annotate();
    for (const view of ["Conversation", "Timeline", "Agents"]) {
      await userEvent.click(tab(view));
      const panel = await screen.findByRole("tabpanel", { name: view });
      expect((await within(panel).findAllByText(/⟦RLO⟧daeL/))[0]).toBeInTheDocument();
      if (view === "Agents") await screen.findByLabelText(/Drawing of the agents/);
      expect(shownHidden()).toEqual([]);
    }
  });

  it("are seen for what they are beside every step", async () => {
    annotate();
    for (const mark of within(screen.getByRole("listbox", { name: "Steps and their labels" })).getAllByRole("option")) {
      await userEvent.click(mark);
      expect(shownHidden()).toEqual([]);
    }
    expect(screen.getAllByText("⟦RLO⟧daeL").length).toBeGreaterThan(1);
  });

  it("are seen for what they are in what is said of the whole trace, and in its lists", async () => {
    annotate();
    await userEvent.click(tab(/^Whole trace/));
    await userEvent.click(screen.getByRole("button", { name: /^Bypass/ }));
    expect(screen.getByRole("button", { name: "Bypass ⟦RLO⟧daeL, Scout⟦LRI⟧: step 1 to step 4" })).toBeVisible();
    await userEvent.click(screen.getByRole("combobox", { name: "Responsible agent" }));
    expect(await screen.findByRole("option", { name: "Scout⟦LRI⟧" })).toBeVisible();
    expect(screen.getByRole("combobox", { name: "Responsible agent" })).toHaveValue("⟦RLO⟧daeL");
    expect(shownHidden()).toEqual([]);
  });

  it("are seen for what they are where answers are compared or summed up", async () => {
    renderPart(
      <CompareView mode="compare" {...{ content, settings }} criteria={[]} answers={[{ label: "A", answer }]} />,
    );
    expect(shownHidden()).toEqual([]);
    await userEvent.click(screen.getByRole("radio", { name: "Whole trace" }));
    expect(screen.getByText("⟦RLO⟧daeL, step 1")).toBeVisible();
    expect(shownHidden()).toEqual([]);
    renderPart(<AnswerSummary {...{ content, settings }} criteria={[]} answer={answer} />);
    expect(shownHidden()).toEqual([]);
  });
});
