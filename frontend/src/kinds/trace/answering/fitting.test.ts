import { describe, expect, it } from "vitest";

import {
  aContent,
  aContext,
  aCriterion,
  anAnswer,
  aNode,
  aTaxonomy,
  aTool,
  bareSettings,
  someSettings,
} from "../testing";
import type { Answer, Context, FoundError, Settings, StepAnswer } from "../types";
import { fit } from "./fitting";

const content = aContent({
  nodes: [
    aNode("think", { agent: "Planner" }),
    aNode("call", { kind: "tool_call", agent: "Coder", tool: aTool() }),
    aNode("say", { kind: "final", agent: "Coder" }),
  ],
});
const contextWith = (settings: Partial<Settings> = {}, criteria: Context["criteria"] = []) =>
  aContext({ content, settings: bareSettings(settings), criteria });
const fitted = (answer: Partial<Answer>, context: Context) => fit(anAnswer(answer), context);
const stepsOf = (steps: Record<string, StepAnswer>, context: Context) => fitted({ steps }, context).steps;

const CRITERIA = ["step", "tool_call", "handoff", "plan", "final", "overall"].map((applies_to) =>
  aCriterion({ key: `on_${applies_to}`, applies_to }),
);
const YES = { value: true };
const NO = { value: false };

const EVERYTHING = aContext({
  content,
  settings: someSettings({ mode: "rate_all", plan: "before_and_after", taxonomy: aTaxonomy() }),
  criteria: CRITERIA,
});

const ERROR: FoundError = {
  ...{ id: "e1", node: "call", sha256: "sha-call", code: "slip", severity: "low", rationale: "It slips." },
  evidence: [{ node: "call", sha256: "sha-call", part: 0, start: 2, end: 6, quote: "xt o" }],
};
const FULL = anAnswer({
  steps: {
    think: {
      ...{ sha256: "sha-think", label: -1, inherited: true, comment: "Hm", rewrite: { text: "Better." } },
      ...{ criteria: { on_step: YES, on_handoff: NO }, handoff: { clear: "yes", on_goal: "no" } },
    },
    call: {
      ...{ sha256: "sha-call", label: 1, criteria: { on_tool_call: NO } },
      tool: { verdict: "wrong_order", checks: { needed: "yes", right_tool: "no" } },
    },
  },
  first_error: { node: "think", sha256: "sha-think" },
  errors: [ERROR],
  plan: { before: { criteria: { on_plan: YES }, note: "Short" }, after: { criteria: { on_plan: NO }, note: "Long" } },
  final: { criteria: { on_final: NO } },
  outcome: "partial",
  verifiable: "unit_test",
  attribution: { agent: "Coder", node: "call", sha256: "sha-call", reason: "It chose." },
  counterfactuals: [
    {
      ...{ id: "k1", op: "stop_earlier", from_agent: "", to_agent: "", skipped_agents: [], tool: "" },
      ...{ from_node: "think", to_node: "", claim: "Stop.", preconditions: [], permitted: null },
      ...{ effect: "unknown", severity: "minor", confidence: 2 },
    },
  ],
  criteria: { on_overall: YES },
  rationale: "Because.",
});

describe("an answer", () => {
  it("stays as it is while everything in it is asked", () => {
    expect(fit(FULL, EVERYTHING)).toEqual(FULL);
    expect(fit(anAnswer(), contextWith())).toEqual(anAnswer());
  });

  it("keeps labels, the first error, comments and the rationale where nothing else is asked", () => {
    const { think } = FULL.steps;
    expect(fit(FULL, contextWith())).toEqual(
      anAnswer({
        steps: {
          think: { sha256: "sha-think", label: think?.label, comment: think?.comment },
          call: { sha256: "sha-call", label: 1 },
        },
        first_error: FULL.first_error,
        rationale: "Because.",
      }),
    );
  });

  it.each([
    ["outcome", null],
    ["verifiable", null],
    ["attribution", null],
    ["counterfactuals", []],
  ] as const)("loses only the %s where that alone was switched off", (part, nothing) => {
    const context = { ...EVERYTHING, settings: { ...EVERYTHING.settings, [part]: false } };
    expect(fit(FULL, context)).toEqual({ ...FULL, [part]: nothing });
  });

  it("keeps the first grade of a plan that is graded once", () => {
    const context = { ...EVERYTHING, settings: { ...EVERYTHING.settings, plan: "once" as const } };
    expect(fit(FULL, context)).toEqual({ ...FULL, plan: { before: FULL.plan?.before, after: null } });
  });
});

describe("criteria", () => {
  it("that the rubric lacks are left out everywhere", () => {
    const fewer = { ...EVERYTHING, criteria: [] };
    const { steps, plan, final, criteria } = fit(FULL, fewer);
    expect([steps.think?.criteria, steps.call?.criteria]).toEqual([undefined, undefined]);
    expect(plan).toEqual({ before: { criteria: {}, note: "Short" }, after: { criteria: {}, note: "Long" } });
    expect([final, criteria]).toEqual([{ criteria: {} }, {}]);
  });

  it("that moved are left out where they were, and stay where they are", () => {
    const moved = [aCriterion({ key: "on_step", applies_to: "overall" })];
    const said = fitted(
      { steps: { think: { sha256: "sha-think", criteria: { on_step: YES } } }, criteria: { on_step: NO } },
      contextWith({}, moved),
    );
    expect(said).toEqual(anAnswer({ criteria: { on_step: NO } }));
  });

  it("keep a value that is off their scale, since it is marked and can be chosen again", () => {
    const steps = { think: { sha256: "sha-think", criteria: { on_step: { value: 4 } } } };
    expect(stepsOf(steps, contextWith({}, CRITERIA))).toEqual(steps);
  });
});

describe("a step", () => {
  it("keeps of a tool call and a hand-off what is still asked", () => {
    const context = contextWith({ tool_calls: { verdict: false, checks: ["right_tool"] }, handoffs: ["on_goal"] });
    expect(stepsOf(FULL.steps, context)).toMatchObject({
      think: { handoff: { on_goal: "no" } },
      call: { tool: { checks: { right_tool: "no" } } },
    });
    expect(stepsOf(FULL.steps, context).call?.tool).not.toHaveProperty("verdict");
    const verdict = contextWith({ tool_calls: { verdict: true, checks: [] } });
    expect(stepsOf(FULL.steps, verdict).call?.tool).toEqual({ verdict: "wrong_order" });
  });

  it("has no entry when nothing that was said of it is asked", () => {
    const steps = { think: { sha256: "sha-think", rewrite: { text: "Better." } } };
    expect(stepsOf(steps, contextWith())).toEqual({});
  });

  it("that is not graded any more keeps its comment alone", () => {
    const context = contextWith({ graded: ["final"], rewrites: true, tool_calls: { verdict: true, checks: [] } });
    expect(stepsOf(FULL.steps, context)).toEqual({ think: { sha256: "sha-think", comment: "Hm" } });
  });

  it("that the trace lacks is left out", () => {
    expect(stepsOf({ gone: { sha256: "sha-gone", label: 0 } }, contextWith())).toEqual({});
  });

  it("inherits an error only while that is asked and its label is wrong", () => {
    const steps = { think: { sha256: "sha-think", label: 0, inherited: true as const } };
    const without = { think: { sha256: "sha-think", label: 0 } };
    expect(stepsOf(steps, contextWith({ mode: "rate_all", wrong: [-1, 0] }))).toEqual(steps);
    expect(stepsOf(steps, contextWith({ mode: "rate_all", wrong: [-1] }))).toEqual(without);
    expect(stepsOf(steps, contextWith({ mode: "first_error", wrong: [-1, 0] }))).toEqual(without);
    expect(stepsOf(steps, contextWith({ mode: "rate_all", inherited: false, wrong: [-1, 0] }))).toEqual(without);
  });

  it("keeps a label that is off the scale, since another can be chosen", () => {
    const steps = { think: { sha256: "sha-think", label: "redundant" } };
    expect(stepsOf(steps, contextWith())).toEqual(steps);
  });
});

describe("an error", () => {
  it("with a code that is archived or gone stays, since another can be chosen", () => {
    const codes = aTaxonomy().codes.map((code) => ({ ...code, archived: true }));
    const errors = [ERROR, { ...ERROR, id: "e2", code: "gone", severity: "awful" }];
    expect(fitted({ errors }, contextWith({ taxonomy: aTaxonomy({ codes }) })).errors).toEqual(errors);
  });

  it("has no severity where the taxonomy has none, and keeps the rest", () => {
    const taxonomy = aTaxonomy({ severities: [] });
    expect(fitted({ errors: [ERROR] }, contextWith({ taxonomy })).errors).toEqual([{ ...ERROR, severity: "" }]);
  });

  it("is left out where no errors are looked for", () => {
    expect(fitted({ errors: [ERROR] }, contextWith({ taxonomy: null })).errors).toEqual([]);
  });
});
