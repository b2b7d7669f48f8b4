import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { expectAccessible } from "@/test/axe";

import { aContent, aCriterion, aNode, aTaxonomy, bareSettings, someSettings } from "../testing";
import type { Answer, StepAnswer } from "../types";
import { aRun, onDesk } from "./testing";

const radio = (group: string, name: string | RegExp) =>
  within(screen.getByRole("radiogroup", { name: group })).getByRole("radio", { name });
const button = (name: string | RegExp) => screen.getByRole("button", { name });
const region = (name: string) => screen.queryByRole("region", { name });

const right = (id: string): StepAnswer => ({ sha256: `sha-${id}`, label: 1 });
const pinned: Answer["first_error"] = { node: "think", sha256: "sha-think" };
const WHOLE = { panel: "trace" } as const;

describe("progress", () => {
  it("says what is left, and a click goes there", async () => {
    const { state } = onDesk({ answer: { steps: { think: right("think") } }, state: WHOLE });
    expect(screen.getByText("1 of 3 labelled")).toBeVisible();
    const left = screen.getByRole("list", { name: "What is left" });
    await userEvent.click(within(left).getByRole("button", { name: "2 steps not labelled yet." }));
    expect(state()).toMatchObject({ selected: "call", panel: "step" });
    await waitFor(() => {
      expect(radio("Label of this step", "Right")).toHaveFocus();
    });
  });

  it("goes to questions of the whole trace", async () => {
    onDesk({ state: WHOLE });
    await userEvent.click(button("Outcome: not judged yet."));
    await waitFor(() => {
      expect(radio("Outcome", "Success")).toHaveFocus();
    });
  });

  it("has an end", () => {
    const steps = { think: right("think"), call: right("call"), say: right("say") };
    onDesk({ context: { settings: bareSettings() }, answer: { first_error: { none: true }, steps }, state: WHOLE });
    expect(screen.getByText("3 of 3 labelled")).toBeVisible();
    expect(screen.getByText("Nothing is left.")).toBeVisible();
  });
});

describe("the first error", () => {
  it("is shown with its step, and unpinned", async () => {
    const { answer, state } = onDesk({ answer: { first_error: pinned }, state: { ...WHOLE, selected: "say" } });
    await userEvent.click(button(/^Step 1, Planner/));
    expect(state().selected).toBe("think");
    await userEvent.click(screen.getByRole("tab", { name: /Whole trace/ }));
    await userEvent.click(button("Unpin"));
    expect(answer().first_error).toBeNull();
  });

  it("can be ruled out, and that can be taken back", async () => {
    const { answer } = onDesk({ state: WHOLE });
    await userEvent.click(button("No error in this trace"));
    expect(answer().first_error).toEqual({ none: true });
    expect(button("No error in this trace")).toHaveAttribute("aria-pressed", "true");
    await userEvent.click(button("No error in this trace"));
    expect(answer().first_error).toBeNull();
  });
});

describe("all errors", () => {
  it("stand in the order of the run and lead to their steps", async () => {
    const errors = [
      { id: "e1", node: "say", sha256: "sha-say", code: "abuse", severity: "high", rationale: "", evidence: [] },
      { id: "e2", node: "think", sha256: "sha-think", code: "slip", severity: "low", rationale: "", evidence: [] },
    ];
    const settings = someSettings({ taxonomy: aTaxonomy() });
    const { state } = onDesk({ context: { settings }, answer: { errors }, state: WHOLE });
    const rows = within(screen.getByRole("list", { name: "All errors" })).getAllByRole("button");
    expect(rows.map((each) => each.textContent)).toEqual(["Step 1SlipLow", "Step 3Resource abuseHigh"]);
    await userEvent.click(button(/Resource abuse/));
    expect(state().selected).toBe("say");
  });
});

describe("the plan", () => {
  const content = aContent({ nodes: [aNode("plan", { kind: "plan" }), aNode("b"), aNode("c", { kind: "final" })] });
  const criteria = [aCriterion({ key: "feasible", title: "Feasible", applies_to: "plan" })];
  const settings = someSettings({ plan: "before_and_after" });

  it("is graded before the run is revealed, and once more after it", async () => {
    const { answer, state } = onDesk({ context: { content, criteria, settings }, state: WHOLE });
    expect(region("Outcome")).not.toBeInTheDocument();
    expect(button("Reveal the run")).toBeDisabled();
    await userEvent.click(radio("Feasible", "Yes"));
    await userEvent.click(button("Reveal the run"));
    expect(state().revealed).toBe(true);
    const after = within(screen.getByRole("region", { name: "Plan, after the run" }));
    await userEvent.click(after.getByRole("radio", { name: "No" }));
    expect(answer().plan).toEqual({
      before: { criteria: { feasible: { value: true } }, note: "" },
      after: { criteria: { feasible: { value: false } }, note: "" },
    });
    expect(region("Outcome")).toBeVisible();
  });

  it("is graded once where the project says so", async () => {
    const { answer } = onDesk({
      context: { content, criteria, settings: someSettings({ plan: "once" }) },
      state: WHOLE,
    });
    await userEvent.type(screen.getByRole("textbox", { name: "Note" }), "Thin.");
    expect(answer().plan).toEqual({ before: { criteria: {}, note: "Thin." }, after: null });
    expect(region("Plan, after the run")).not.toBeInTheDocument();
  });
});

describe("the whole trace", () => {
  it("has an outcome, and a way to verify it", async () => {
    const { answer } = onDesk({ state: WHOLE });
    await userEvent.click(radio("Outcome", "Partial"));
    await userEvent.click(radio("How can it be verified?", "Recomputation"));
    expect(screen.getByText("It can be worked out again.")).toBeVisible();
    expect(answer()).toMatchObject({ outcome: "partial", verifiable: "recomputation" });
  });

  it("is judged by the criteria of the final answer and by those of the whole", async () => {
    const criteria = [
      aCriterion({ key: "correct", title: "Correct", applies_to: "final" }),
      aCriterion({ key: "useful", title: "Useful", applies_to: "overall" }),
    ];
    const { answer } = onDesk({ context: { criteria }, state: WHOLE });
    await userEvent.click(radio("Correct", "No"));
    await userEvent.click(radio("Useful, without a value", "Not applicable"));
    expect(answer().final).toEqual({ criteria: { correct: { value: false } } });
    expect(answer().criteria).toEqual({ useful: { missing: "not_applicable" } });
  });

  it("is not asked what settings switch off", () => {
    onDesk({ context: { settings: bareSettings() }, answer: { outcome: "fail", first_error: pinned }, state: WHOLE });
    const names = [
      ...["Outcome", "How can it be verified?", "Who is responsible?", "Counterfactual edits", "All errors"],
      ...["Plan", "Final answer", "Overall"],
    ];
    expect(names.filter((name) => region(name))).toEqual([]);
    expect(region("First error")).toBeVisible();
  });

  it("has a rationale, which has a key", async () => {
    const { answer } = onDesk({ state: { panel: "step" } });
    await userEvent.keyboard("r");
    await waitFor(() => {
      expect(screen.getByRole("textbox", { name: "Rationale" })).toHaveFocus();
    });
    await userEvent.keyboard("rather weak");
    expect(answer().rationale).toBe("rather weak");
  });
});

describe("responsibility", () => {
  it("is asked only after something went wrong", async () => {
    onDesk({ state: WHOLE });
    expect(region("Who is responsible?")).not.toBeInTheDocument();
    await userEvent.click(radio("Outcome", "Fail"));
    expect(region("Who is responsible?")).toBeVisible();
  });

  it("is offered from the first error, and taken with one click", async () => {
    const { answer } = onDesk({ answer: { first_error: pinned }, state: WHOLE });
    expect(answer().attribution).toBeNull();
    expect(screen.getByRole("note")).toHaveTextContent("The first error is Planner’s, at step 1.");
    await userEvent.click(button("Take both"));
    await userEvent.type(screen.getByRole("textbox", { name: "Reason" }), "It miscounted.");
    expect(answer().attribution).toEqual({
      ...{ agent: "Planner", node: "think", sha256: "sha-think", reason: "It miscounted." },
    });
  });

  it("takes any agent and any step, by number or from the trace", async () => {
    const { answer } = onDesk({ answer: { outcome: "fail" }, state: { ...WHOLE, selected: "call" } });
    await userEvent.click(screen.getByRole("combobox", { name: "Responsible agent" }));
    await userEvent.click(await screen.findByRole("option", { name: "Coder" }));
    await userEvent.type(screen.getByRole("textbox", { name: "Decisive step, number of the step" }), "3");
    expect(answer().attribution).toMatchObject({ agent: "Coder", node: "say", sha256: "sha-say" });
    await userEvent.click(button("Take step 2"));
    expect(answer().attribution).toMatchObject({ agent: "Coder", node: "call", sha256: "sha-call" });
  });

  it("may be nobody’s", async () => {
    const { answer } = onDesk({ answer: { outcome: "partial" }, state: WHOLE });
    await userEvent.click(button("Nobody is"));
    expect(answer().attribution).toEqual({ nobody: true });
    expect(screen.queryByRole("combobox", { name: "Responsible agent" })).not.toBeInTheDocument();
  });
});

describe("exits", () => {
  it("fold the rest away and lose nothing", async () => {
    const steps = { think: right("think") };
    const { answer } = onDesk({ answer: { outcome: "success", steps }, state: WHOLE });
    await userEvent.click(radio("This trace cannot be graded", "The problem is bad"));
    expect(answer()).toMatchObject({ exit: { reason: "bad_problem", note: "" }, outcome: "success", steps });
    expect(region("Outcome")).not.toBeInTheDocument();
    await userEvent.click(button("Show the grades"));
    expect(radio("Outcome", "Success")).toBeChecked();
    await userEvent.click(radio("This trace cannot be graded", "The problem is bad"));
    expect(answer()).toMatchObject({ exit: null, outcome: "success" });
  });

  it("ask why only of who gives up", async () => {
    const { answer } = onDesk({ state: WHOLE, problems: { "exit.note": "Say why you gave up." } });
    await userEvent.click(radio("This trace cannot be graded", "Give up"));
    const note = screen.getByRole("textbox", { name: "Note on why it cannot be graded" });
    expect(note).toBeRequired();
    expect(screen.getByText("Say why you gave up.")).toBeVisible();
    await userEvent.type(note, "Too long.");
    expect(answer().exit).toEqual({ reason: "gave_up", note: "Too long." });
    await userEvent.click(radio("This trace cannot be graded", "The reference is wrong"));
    expect(answer().exit).toEqual({ reason: "wrong_reference", note: "Too long." });
    expect(note).not.toBeRequired();
  });

  it("speak of the reference only where there is one", () => {
    onDesk({ context: { content: aRun({ reference: "" }) }, state: WHOLE });
    const names = within(screen.getByRole("radiogroup", { name: "This trace cannot be graded" })).getAllByRole("radio");
    expect(names.map((each) => each.getAttribute("aria-label"))).toEqual(["The problem is bad", "Give up"]);
  });
});

describe("counterfactual edits", () => {
  const text = (name: string) => screen.getByRole("textbox", { name });

  it("are written in a form that is checked against the run", async () => {
    const { answer } = onDesk({ state: WHOLE });
    await userEvent.click(button("Add a counterfactual edit"));
    await userEvent.type(text("From step, number of the step"), "1");
    await userEvent.type(text("To step, number of the step"), "3");
    await userEvent.click(button("Critic"));
    expect(screen.getByText("Still open: the claim.")).toBeVisible();
    await userEvent.type(text("Claim"), "Coder knew it.");
    await userEvent.click(radio("The final answer would have been", "Better answer"));
    await userEvent.click(radio("Confidence, 1 is a guess and 5 is certain", "4"));
    expect(screen.queryByText(/^Still open/)).not.toBeInTheDocument();
    expect(answer().counterfactuals).toMatchObject([
      {
        ...{ op: "bypass", from_node: "think", to_node: "say", from_agent: "Planner", to_agent: "Coder" },
        ...{ skipped_agents: ["Critic"], claim: "Coder knew it.", effect: "better_answer", confidence: 4 },
        permitted: false,
      },
    ]);
    const card = screen.getByRole("region", { name: "Bypass Critic: step 1 to step 3" });
    expect(card).toHaveTextContent("Permitted by the declared graphno");
    expect(card).toHaveTextContent("Would be saved1 step");
  });

  it("say what does not fit", async () => {
    onDesk({ state: WHOLE });
    await userEvent.click(button("Add a counterfactual edit"));
    await userEvent.type(text("From step, number of the step"), "3");
    await userEvent.type(text("To step, number of the step"), "2");
    expect(screen.getByText("This must come after the step it goes from.")).toBeVisible();
  });

  it("stay open while a step is looked up, and have preconditions with evidence", async () => {
    const { answer, set, state } = onDesk({ state: WHOLE });
    await userEvent.click(button("Add a counterfactual edit"));
    await userEvent.click(button("Add a precondition"));
    await userEvent.type(text("Precondition 1"), "Coder has the list.");
    await userEvent.click(
      within(screen.getByRole("group", { name: "Precondition 1" })).getByRole("button", { name: "Mark evidence" }),
    );
    const [edit] = answer().counterfactuals;
    expect(state().picking).toEqual({ for: "precondition", id: edit?.id, index: 0 });
    set({ panel: "step" });
    set({ panel: "trace" });
    expect(text("Precondition 1")).toHaveValue("Coder has the list.");
    await userEvent.click(button("Remove precondition 1"));
    expect(answer().counterfactuals[0]?.preconditions).toEqual([]);
  });

  it("are not left for the step that is selected for them", async () => {
    const { answer, select, state } = onDesk({ state: { ...WHOLE, selected: "think" } });
    await userEvent.click(button("Add a counterfactual edit"));
    select("call");
    expect(state()).toMatchObject({ selected: "call", panel: "trace" });
    const from = within(screen.getByRole("region", { name: "Bypass …" }));
    await userEvent.click(from.getAllByRole("button", { name: "Take step 2" })[0] as HTMLElement);
    expect(answer().counterfactuals[0]).toMatchObject({ from_node: "call", from_agent: "Critic" });
    await userEvent.click(button("Bypass …: step 2"));
    select("say");
    expect(state()).toMatchObject({ selected: "say", panel: "step" });
  });

  it("give way to an error that is looked up in the list", async () => {
    const errors = [{ id: "e1", node: "call", sha256: "sha-call", code: "slip", severity: "high", rationale: "" }].map(
      (error) => ({ ...error, evidence: [] }),
    );
    const { state } = onDesk({
      context: { settings: someSettings({ taxonomy: aTaxonomy() }) },
      answer: { errors },
      state: WHOLE,
    });
    await userEvent.click(button("Add a counterfactual edit"));
    await userEvent.click(within(screen.getByRole("list", { name: "All errors" })).getByRole("button"));
    expect(state()).toMatchObject({ selected: "call", panel: "step" });
  });

  it("are taken away", async () => {
    const { answer } = onDesk({ state: WHOLE });
    await userEvent.click(button("Add a counterfactual edit"));
    await userEvent.click(button("Remove: Bypass …"));
    expect(answer().counterfactuals).toEqual([]);
  });
});

describe("what is missing", () => {
  it("is said at its place, and the first of it is brought into view", async () => {
    const { refuse, state } = onDesk({ state: { panel: "trace", selected: "say" } });
    refuse({ "steps.call.tool.verdict": "Step 2, tool call: not judged yet.", outcome: "Outcome: not judged yet." });
    expect(state()).toMatchObject({ panel: "step", selected: "call" });
    expect(screen.getByText("Step 2, tool call: not judged yet.")).toBeVisible();
    await waitFor(() => {
      expect(radio("Verdict on this tool call", "Correct")).toHaveFocus();
    });
  });

  it("leads on when the first of it is mended, but not when something else is", () => {
    const { refuse, set, state } = onDesk({ state: WHOLE });
    const problems = { first_error: "Pin it.", "steps.say.label": "Step 3: not labelled yet.", outcome: "Judge it." };
    refuse(problems);
    expect(state().panel).toBe("trace");
    set({ panel: "step", selected: "call" });
    const { outcome: _, ...left } = problems;
    refuse(left);
    expect(state()).toMatchObject({ panel: "step", selected: "call" });
    refuse({ "steps.say.label": problems["steps.say.label"] });
    expect(state()).toMatchObject({ panel: "step", selected: "say" });
  });
});

describe("for everyone", () => {
  it("has no fault that axe finds", async () => {
    const { container } = onDesk({ answer: { first_error: pinned, outcome: "fail" }, state: WHOLE });
    await userEvent.click(button("Add a counterfactual edit"));
    await userEvent.click(button("Add a precondition"));
    await expectAccessible(container);
  });
});
