import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { expectAccessible } from "@/test/axe";

import { missing } from "../completeness";
import { aCriterion, aTaxonomy, bareSettings, someSettings } from "../testing";
import type { FoundError } from "../types";
import { aRun, onDesk } from "./testing";

const radio = (group: string, name: string | RegExp) =>
  within(screen.getByRole("radiogroup", { name: group })).getByRole("radio", { name });
const button = (name: string | RegExp) => screen.getByRole("button", { name });
const LABEL = "Label of this step";

function anError(overrides: Partial<FoundError> = {}): FoundError {
  return {
    ...{ id: "e1", node: "think", sha256: "sha-think", code: "slip", severity: "", rationale: "", evidence: [] },
    ...overrides,
  };
}

const withTaxonomy = { settings: someSettings({ taxonomy: aTaxonomy({ counting: "first" }) }) };

describe("the label of a step", () => {
  it("is chosen among the anchors, best first, with what each means", async () => {
    const { step } = onDesk({ state: { selected: "think" } });
    const group = screen.getByRole("radiogroup", { name: LABEL });
    const names = within(group)
      .getAllByRole("radio")
      .map((each) => each.getAttribute("aria-label"));
    expect(names).toEqual(["Right", "Neutral", "Wrong", "Cannot verify"]);
    expect(within(group).getByText("It does no harm.")).toBeVisible();
    await userEvent.click(radio(LABEL, "Neutral"));
    expect(step("think")?.label).toBe(0);
    await userEvent.click(radio(LABEL, "Neutral"));
    expect(step("think")).toBeUndefined();
  });

  it("is walked with the arrow keys", async () => {
    const { step } = onDesk({
      state: { selected: "think" },
      answer: { steps: { think: { sha256: "sha-think", label: 1 } } },
    });
    radio(LABEL, "Right").focus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    expect(step("think")?.label).toBe(-1);
    expect(radio(LABEL, "Wrong")).toHaveFocus();
  });

  it("is told apart as inherited only where all is rated and it is wrong", async () => {
    const { step } = onDesk({ context: { settings: someSettings({ mode: "rate_all" }) }, state: { selected: "say" } });
    expect(screen.queryByRole("switch")).not.toBeInTheDocument();
    await userEvent.click(radio(LABEL, "Wrong"));
    await userEvent.click(screen.getByRole("switch", { name: "Only inherits an earlier error" }));
    expect(step("say")).toMatchObject({ label: -1, inherited: true });
  });

  it("is not asked of what is only shown", () => {
    onDesk({ state: { selected: "ask" } });
    expect(screen.queryByRole("radiogroup", { name: LABEL })).not.toBeInTheDocument();
    expect(screen.getByText("User: shown, not graded.")).toBeVisible();
  });
});

describe("the first error", () => {
  it("is pinned and unpinned at its step", async () => {
    const { answer, step } = onDesk({ state: { selected: "think" } });
    await userEvent.click(button("The first error is here"));
    expect(answer().first_error).toEqual({ node: "think", sha256: "sha-think" });
    expect(step("think")?.label).toBe(-1);
    expect(button("The first error is here")).toHaveAttribute("aria-pressed", "true");
    await userEvent.click(button("The first error is here"));
    expect(answer().first_error).toBeNull();
  });

  it("that contradicts the label is mended in one click", async () => {
    const { answer } = onDesk({
      state: { selected: "think" },
      answer: { first_error: { node: "say", sha256: "sha-say" }, steps: { think: { sha256: "sha-think", label: -1 } } },
    });
    expect(screen.getByRole("note")).toHaveTextContent("The first error is pinned later, at step 3.");
    await userEvent.click(button("Pin it here instead"));
    expect(answer().first_error).toEqual({ node: "think", sha256: "sha-think" });
    expect(screen.queryByRole("note")).not.toBeInTheDocument();
  });
});

describe("a tool call", () => {
  it("that is correct has its open checks answered with yes", async () => {
    const { step } = onDesk({ state: { selected: "call" } });
    await userEvent.click(radio("Right order?", "No"));
    await userEvent.click(radio("Verdict on this tool call", "Correct"));
    expect(step("call")?.tool).toEqual({
      verdict: "correct",
      checks: { right_tool: "yes", right_arguments: "yes", right_order: "no", needed: "yes", result_read: "yes" },
    });
  });

  it("shows what the schema says only after the verdict", async () => {
    onDesk({ state: { selected: "call" } });
    expect(screen.queryByText("query: 7 is no text.")).not.toBeInTheDocument();
    await userEvent.click(radio("Verdict on this tool call", "Wrong order"));
    expect(screen.getByText("query: 7 is no text.")).toBeVisible();
  });

  it("is asked only what the project asks", () => {
    const settings = bareSettings({ tool_calls: { verdict: false, checks: ["needed"] } });
    onDesk({ context: { settings }, state: { selected: "call" } });
    expect(screen.getByRole("radiogroup", { name: "Needed?" })).toBeVisible();
    expect(screen.queryByRole("radiogroup", { name: "Right tool?" })).not.toBeInTheDocument();
    expect(screen.queryByRole("radiogroup", { name: "Verdict on this tool call" })).not.toBeInTheDocument();
  });

  it("is reached by its key", async () => {
    onDesk({ state: { selected: "call", panel: "trace" } });
    await userEvent.keyboard("t");
    await waitFor(() => {
      expect(radio("Verdict on this tool call", "Correct")).toHaveFocus();
    });
  });
});

describe("a hand-off", () => {
  it("names both agents and is judged question by question", async () => {
    const { step } = onDesk({ state: { selected: "call" } });
    const group = screen.getByRole("group", { name: "Hand-off from Critic to Coder" });
    expect(within(group).getAllByRole("radiogroup")).toHaveLength(5);
    await userEvent.click(radio("Information kept?", "No"));
    await userEvent.click(radio("Still on the goal?", "Cannot verify"));
    expect(step("call")?.handoff).toEqual({ information_kept: "no", on_goal: "cannot_verify" });
  });

  it("is not asked where no work changes hands", () => {
    onDesk({ state: { selected: "say" } });
    expect(screen.queryByRole("region", { name: "Hand-off" })).not.toBeInTheDocument();
  });
});

describe("criteria of a step", () => {
  const criteria = [
    aCriterion({ key: "sound", title: "Soundness" }),
    aCriterion({ key: "safe", title: "Safe call", applies_to: "tool_call" }),
    aCriterion({ key: "polite", title: "Clear hand-off", applies_to: "handoff" }),
    aCriterion({ key: "good", title: "Good plan", applies_to: "plan" }),
  ];

  it("are those that apply to it", async () => {
    const { set, step } = onDesk({ context: { criteria }, state: { selected: "say" } });
    const titles = () => screen.queryAllByRole("radiogroup", { name: /, without a value$/ });
    expect(titles().map((each) => each.getAttribute("aria-label"))).toEqual(["Soundness, without a value"]);
    set({ selected: "call" });
    expect(titles()).toHaveLength(3);
    await userEvent.click(radio("Safe call", "No"));
    await userEvent.click(radio("Soundness, without a value", "Cannot assess"));
    expect(step("call")?.criteria).toEqual({ safe: { value: false }, sound: { missing: "cannot_assess" } });
  });
});

describe("errors of the taxonomy", () => {
  it("are found by a part of their words and added with the keyboard", async () => {
    const { answer } = onDesk({ context: withTaxonomy, state: { selected: "think" } });
    await userEvent.keyboard("x");
    await userEvent.type(await screen.findByRole("combobox", { name: "Find an error" }), "mistake{Enter}");
    expect(answer().errors).toMatchObject([{ node: "think", sha256: "sha-think", code: "slip", severity: "" }]);
    await waitFor(() => {
      expect(radio("Severity of Slip", "High")).toHaveFocus();
    });
    await userEvent.keyboard("{ArrowRight}{ArrowRight}");
    expect(answer().errors[0]?.severity).toBe("low");
  });

  it("are added with their severity in one go", async () => {
    const { answer } = onDesk({ context: withTaxonomy, state: { selected: "call" } });
    await userEvent.click(button(/Add an error/));
    await userEvent.type(await screen.findByRole("combobox", { name: "Find an error" }), "resource");
    fireEvent.keyDown(screen.getByRole("combobox", { name: "Find an error" }), {
      key: "2",
      code: "Digit2",
      altKey: true,
    });
    expect(answer().errors).toMatchObject([{ node: "call", code: "abuse", severity: "low" }]);
  });

  it("say how they are counted, and where they are marked already", async () => {
    const errors = [anError(), anError({ id: "e2", node: "say", sha256: "sha-say" })];
    const { state } = onDesk({ context: withTaxonomy, answer: { errors }, state: { selected: "say" } });
    const card = screen.getByRole("region", { name: "Slip" });
    expect(card).toHaveTextContent("A small mistake. Marked once, at its first occurrence.");
    await userEvent.click(within(card).getByRole("button", { name: "Also marked at step 1" }));
    expect(state().selected).toBe("think");
  });

  it("are changed and removed", async () => {
    const { answer } = onDesk({ context: withTaxonomy, answer: { errors: [anError()] }, state: { selected: "think" } });
    await userEvent.type(screen.getByRole("textbox", { name: "Why: Slip" }), "101 is prime.");
    await userEvent.click(button("Slip: choose another error"));
    await userEvent.click(await screen.findByRole("option", { name: /Resource abuse/ }));
    expect(answer().errors).toMatchObject([{ id: "e1", code: "abuse", rationale: "101 is prime." }]);
    await userEvent.click(await screen.findByRole("button", { name: "Remove the error Resource abuse" }));
    expect(answer().errors).toEqual([]);
  });

  it("quote the words that show them, and let go of them", async () => {
    const evidence = { node: "say", sha256: "sha-say", part: 0, start: 6, end: 9, quote: "107" };
    const { answer, set, state } = onDesk({
      context: withTaxonomy,
      answer: { errors: [anError({ evidence: [evidence] })] },
      state: { selected: "think", view: "agents" },
    });
    const list = screen.getByRole("list", { name: "Evidence" });
    await userEvent.click(within(list).getByRole("button", { name: /^107/ }));
    expect(state()).toMatchObject({ selected: "say", view: "conversation" });
    set({ selected: "think" });
    await userEvent.click(button("Remove the evidence “107”"));
    expect(answer().errors[0]?.evidence).toEqual([]);
  });

  it("wait for the words that are selected next", async () => {
    const { state } = onDesk({ context: withTaxonomy, answer: { errors: [anError()] }, state: { selected: "think" } });
    await userEvent.click(button("Mark evidence"));
    expect(state().picking).toEqual({ for: "error", id: "e1" });
    expect(button("Mark evidence")).toHaveAttribute("aria-pressed", "true");
    await userEvent.click(button("Mark evidence"));
    expect(state().picking).toBeNull();
  });

  it("take the words that are selected already", async () => {
    const { answer, container } = onDesk({
      context: withTaxonomy,
      answer: { errors: [anError()] },
      state: { selected: "think" },
    });
    const text = document.createElement("p");
    Object.assign(text.dataset, { text: "", node: "think", part: "0", form: "plain", from: "0", until: "20" });
    text.textContent = "After 101 comes 102.";
    container.append(text);
    const range = document.createRange();
    range.setStart(text.firstChild as Text, 16);
    range.setEnd(text.firstChild as Text, 19);
    window.getSelection()?.removeAllRanges();
    window.getSelection()?.addRange(range);
    fireEvent.click(button("Mark evidence"));
    expect(answer().errors[0]?.evidence).toEqual([
      { node: "think", sha256: "sha-think", part: 0, start: 16, end: 19, quote: "102" },
    ]);
    await userEvent.click(button("Remove the evidence “102”"));
    expect(answer().errors[0]?.evidence).toEqual([]);
  });
});

describe("a suggested rewrite", () => {
  it("begins with the step's text and shows what was changed", async () => {
    const { container, step } = onDesk({ state: { selected: "think" } });
    await userEvent.keyboard("e");
    const field = await screen.findByRole("textbox", { name: "Text of the better version" });
    expect(field).toHaveValue("After 101 comes 102.");
    await waitFor(() => {
      expect(field).toHaveFocus();
    });
    await userEvent.clear(field);
    await userEvent.type(field, "After 101 comes 103.");
    expect(step("think")?.rewrite).toEqual({ text: "After 101 comes 103." });
    expect(container.querySelector("ins")).toHaveTextContent("103");
    expect(container.querySelector("del")).toHaveTextContent("102");
    await userEvent.click(button("Remove it"));
    expect(step("think")).toBeUndefined();
  });

  it("of a call is read as soon as its arguments are JSON", async () => {
    const { step } = onDesk({ state: { selected: "call" } });
    await userEvent.click(button(/Write a better version/));
    const field = screen.getByRole("textbox", { name: "Arguments as JSON" });
    fireEvent.change(field, { target: { value: '{"query": "next prime' } });
    expect(screen.getByText(/^This is no valid JSON/)).toBeVisible();
    fireEvent.change(field, { target: { value: '{"query": "next prime"}' } });
    expect(screen.queryByText(/^This is no valid JSON/)).not.toBeInTheDocument();
    expect(field).toHaveValue('{"query": "next prime"}');
    expect(step("call")?.rewrite).toEqual({ name: "search", arguments: { query: "next prime" } });
  });

  it("of a call is not lost while its arguments are no JSON, and keeps the answer from being complete", async () => {
    const { answer, context, set } = onDesk({ state: { selected: "call" } });
    await userEvent.click(button(/Write a better version/));
    const field = () => screen.getByRole("textbox", { name: "Arguments as JSON" });
    fireEvent.change(field(), { target: { value: '{"query": "next prime"} ,' } });
    fireEvent.change(screen.getByRole("combobox", { name: "Tool" }), { target: { value: "lookup" } });
    set({ selected: "think" });
    expect(screen.queryByRole("textbox", { name: "Arguments as JSON" })).not.toBeInTheDocument();
    set({ selected: "call" });
    expect(field()).toHaveValue('{"query": "next prime"} ,');
    expect(screen.getByRole("combobox", { name: "Tool" })).toHaveValue("lookup");
    expect(screen.getByText(/^This is no valid JSON/)).toBeVisible();
    expect(missing(answer(), context)["steps.call.rewrite.arguments"]).toBe(
      "Step 2, rewrite: the arguments are no valid JSON.",
    );
    fireEvent.change(field(), { target: { value: '{"query": "primes"}' } });
    expect(answer().steps.call?.rewrite).toEqual({ name: "lookup", arguments: { query: "primes" } });
  });
});

describe("a comment", () => {
  it("is written after its key, where letters are only text", async () => {
    const { step } = onDesk({ state: { selected: "ask" } });
    await userEvent.keyboard("c");
    await waitFor(() => {
      expect(screen.getByRole("textbox", { name: "Comment to the reviewer" })).toHaveFocus();
    });
    await userEvent.keyboard("extra");
    expect(step("ask")?.comment).toBe("extra");
    await userEvent.keyboard("{Escape}");
    expect(screen.getByRole("textbox", { name: "Comment to the reviewer" })).not.toHaveFocus();
  });
});

describe("for everyone", () => {
  it("has no fault that axe finds", async () => {
    const { container } = onDesk({
      context: { ...withTaxonomy, criteria: [aCriterion()], content: aRun() },
      answer: { errors: [anError({ node: "call", sha256: "sha-call" })] },
      state: { selected: "call" },
    });
    await expectAccessible(container);
  });

  it("shows an answer that cannot be changed", async () => {
    const { answer } = onDesk({
      answer: { errors: [anError()] },
      context: withTaxonomy,
      state: { selected: "think" },
      readonly: true,
    });
    expect(radio(LABEL, "Right")).toBeDisabled();
    expect(
      screen.queryByRole("button", { name: /Add an error|Remove the error|Mark evidence/ }),
    ).not.toBeInTheDocument();
    await userEvent.keyboard("x");
    expect(screen.queryByRole("combobox", { name: "Find an error" })).not.toBeInTheDocument();
    expect(answer().errors).toHaveLength(1);
  });
});
