import { describe, expect, it } from "vitest";

import { type Action, reduce } from "./answer";
import { missing } from "./completeness";
import { traceOf } from "./steps";
import { aContent, aContext, aCriterion, anAnswer, aNode, aTaxonomy, aTool, bareSettings } from "./testing";
import type { Answer, Context, Settings } from "./types";

const nodes = [aNode("a"), aNode("b"), aNode("c"), aNode("d", { kind: "final" })];
const contextWith = (settings: Partial<Settings> = {}, more: Partial<Context> = {}) =>
  aContext({ content: aContent({ nodes }), settings: bareSettings(settings), ...more });

function after(context: Context, ...actions: Action[]): Answer {
  const trace = traceOf(context);
  return actions.reduce((answer, action) => reduce(answer, action, trace), anAnswer());
}

const pathsOf = (context: Context, ...actions: Action[]) => Object.keys(missing(after(context, ...actions), context));
const label = (node: string, value: number | string): Action => ({ type: "setLabel", node, label: value });
const pin = (node: string): Action => ({ type: "pinFirstError", node });
const NO_ERROR: Action = { type: "noError", on: true };

describe("labels", () => {
  it("are asked of every step, and whether there is an error", () => {
    expect(pathsOf(contextWith())).toEqual([
      "first_error",
      "steps.a.label",
      "steps.b.label",
      "steps.c.label",
      "steps.d.label",
    ]);
  });

  it("are asked up to the first error where the project stops there", () => {
    expect(pathsOf(contextWith(), pin("b"))).toEqual(["steps.a.label"]);
  });

  it("are asked beyond the first error where the project rates all", () => {
    expect(pathsOf(contextWith({ mode: "rate_all" }), pin("b"))).toEqual([
      ...["steps.a.label", "steps.c.label", "steps.d.label"],
    ]);
  });

  it("are asked at the first error alone, or nowhere, as the project says", () => {
    const unlabelled: Answer = anAnswer({ first_error: { node: "b", sha256: "sha-b" } });
    expect(Object.keys(missing(unlabelled, contextWith({ required: "first_error" })))).toEqual(["steps.b.label"]);
    expect(missing(unlabelled, contextWith({ required: "nothing" }))).toEqual({});
  });

  it("may say that a step cannot be verified", () => {
    const actions = ["a", "b", "c", "d"].map((node) => label(node, "cannot_verify"));
    expect(pathsOf(contextWith(), NO_ERROR, ...actions)).toEqual([]);
  });
});

describe("contradictions", () => {
  const free = contextWith({ required: "nothing" });

  it("are a first error at a step that is not labelled wrong", () => {
    expect(missing(after(free, pin("b"), label("b", 1)), free)).toEqual({
      first_error: "Step 2 has the first error, but is not labelled wrong.",
    });
  });

  it("are a wrong step before the first error", () => {
    expect(missing(after(free, pin("c"), label("b", -1)), free)).toEqual({
      "steps.b.label": "Step 2 is labelled wrong, but comes before the first error.",
    });
  });

  it("are not a step before it that inherits an error, nor one after it", () => {
    const all = contextWith({ required: "nothing", mode: "rate_all" });
    const inherits: Action = { type: "setInherited", node: "b", inherited: true };
    expect(pathsOf(all, pin("c"), label("b", -1), inherits, label("d", -1))).toEqual([]);
  });

  it("are a wrong step where there is no error", () => {
    expect(pathsOf(free, NO_ERROR, label("c", -1))).toEqual(["steps.c.label"]);
  });

  it("are a first error that is inherited", () => {
    const said = after(free, pin("c"));
    const inherited = { ...said, steps: { c: { sha256: "sha-c", label: -1, inherited: true as const } } };
    expect(Object.keys(missing(inherited, free))).toEqual(["steps.c.inherited"]);
  });
});

describe("errors", () => {
  const free = contextWith({ required: "nothing", taxonomy: aTaxonomy() });
  const error = (id: string, more: Partial<Extract<Action, { type: "addError" }>> = {}): Action => ({
    ...{ type: "addError", id, node: "b", code: "slip", severity: "low" },
    ...more,
  });

  it("need a code of the taxonomy and a severity", () => {
    expect(pathsOf(free, NO_ERROR, error("e", { code: "gone" }))).toEqual(["errors.0.code"]);
    expect(pathsOf(free, NO_ERROR, error("e", { severity: "" }))).toEqual(["errors.0.severity"]);
    expect(pathsOf(free, NO_ERROR, error("e"))).toEqual([]);
  });

  it("are marked as often as their code counts them", () => {
    expect(pathsOf(free, NO_ERROR, error("one"), error("two"))).toEqual([]);
    const abuse = (id: string) => error(id, { code: "abuse" });
    expect(missing(after(free, NO_ERROR, abuse("one"), abuse("two")), free)).toEqual({
      "errors.1.code": "Error at step 2: “Resource abuse” is marked once, at its last occurrence.",
    });
  });
});

describe("criteria", () => {
  it("are asked at the steps up to the first error", () => {
    const context = contextWith({ required: "nothing" }, { criteria: [aCriterion()] });
    expect(pathsOf(context, pin("b"))).toEqual(["steps.a.criteria.soundness", "steps.b.criteria.soundness"]);
  });

  it("are asked at tool calls and at hand-offs where they are about those", () => {
    const content = aContent({
      nodes: [
        aNode("t", { kind: "tool_call", agent: "A", tool: aTool(), text_parts: [] }),
        aNode("h", { agent: "A" }),
        aNode("m", { agent: "B" }),
      ],
    });
    const criteria = [
      aCriterion({ key: "used", applies_to: "tool_call" }),
      aCriterion({ key: "passed", applies_to: "handoff" }),
    ];
    const context = contextWith({ required: "nothing" }, { content, criteria });
    expect(pathsOf(context, NO_ERROR)).toEqual(["steps.t.criteria.used", "steps.h.criteria.passed"]);
  });

  it("of the plan are asked before the run and after it", () => {
    const criteria = [aCriterion({ key: "whole", applies_to: "plan" })];
    const twice = contextWith({ required: "nothing", plan: "before_and_after" }, { criteria });
    expect(pathsOf(twice, NO_ERROR)).toEqual(["plan.before.criteria.whole", "plan.after.criteria.whole"]);
    const once = contextWith({ required: "nothing", plan: "once" }, { criteria });
    expect(pathsOf(once, NO_ERROR)).toEqual(["plan.before.criteria.whole"]);
    expect(pathsOf(contextWith({ required: "nothing" }, { criteria }), NO_ERROR)).toEqual([]);
  });

  it("of the final answer and of the whole are asked once", () => {
    const criteria = [
      aCriterion({ key: "clear", applies_to: "final" }),
      aCriterion({ key: "sound", applies_to: "overall" }),
      aCriterion({ key: "nice", applies_to: "overall", required: false }),
    ];
    expect(pathsOf(contextWith({ required: "nothing" }, { criteria }), NO_ERROR)).toEqual([
      ...["final.criteria.clear", "criteria.sound"],
    ]);
  });
});

describe("the whole", () => {
  const acting = aContent({ nodes: nodes.map((node) => ({ ...node, agent: "Solver" })) });

  it("asks for the outcome and how it can be verified where the project wants them", () => {
    const context = contextWith({ required: "nothing", outcome: true, verifiable: true });
    expect(pathsOf(context, NO_ERROR)).toEqual(["outcome", "verifiable"]);
  });

  it("asks who is responsible where something went wrong and somebody acted", () => {
    const context = contextWith({ required: "nothing", attribution: true }, { content: acting });
    expect(pathsOf(context, pin("b"))).toEqual(["attribution"]);
    expect(pathsOf(context, NO_ERROR)).toEqual([]);
    expect(pathsOf(context, NO_ERROR, { type: "setOutcome", outcome: "partial" })).toEqual(["attribution"]);
    expect(pathsOf(contextWith({ required: "nothing", attribution: true }), pin("b"))).toEqual([]);
  });

  it("wants an agent that acted and a step that is there", () => {
    const context = contextWith({ required: "nothing", attribution: true }, { content: acting });
    const attribution = { agent: "Nobody known", node: "", reason: "" };
    expect(pathsOf(context, pin("b"), { type: "setAttribution", attribution })).toEqual([
      ...["attribution.agent", "attribution.node"],
    ]);
  });

  it("asks for a rationale as the project says", () => {
    const onError = contextWith({ required: "nothing", rationale: "on_error" });
    expect(pathsOf(onError, NO_ERROR)).toEqual([]);
    expect(pathsOf(onError, pin("a"))).toEqual(["rationale"]);
    expect(pathsOf(contextWith({ required: "nothing", rationale: "always" }), NO_ERROR)).toEqual(["rationale"]);
  });
});

describe("an exit", () => {
  const exit = (reason: "bad_problem" | "gave_up", note = ""): Action => ({ type: "setExit", exit: { reason, note } });

  it("asks for nothing else", () => {
    expect(pathsOf(contextWith(), exit("bad_problem"))).toEqual([]);
  });

  it("of giving up asks why", () => {
    expect(pathsOf(contextWith(), exit("gave_up"))).toEqual(["exit.note"]);
    expect(pathsOf(contextWith(), exit("gave_up", "Too long."))).toEqual([]);
  });

  it("does not excuse what cannot be stored", () => {
    const error: Action = { type: "addError", id: "e", node: "a", code: "" };
    expect(pathsOf(contextWith(), exit("bad_problem"), error)).toEqual(["errors.0.code"]);
  });
});

it("wants a rewrite to say something new", () => {
  const context = contextWith({ required: "nothing" });
  const rewrite = (text: string): Action => ({ type: "setRewrite", node: "b", rewrite: { text } });
  expect(pathsOf(context, NO_ERROR, rewrite(" Text of b. "))).toEqual(["steps.b.rewrite.text"]);
  expect(pathsOf(context, NO_ERROR, rewrite("Better."))).toEqual([]);
});

it("wants a counterfactual to say what it claims", () => {
  const context = contextWith({ required: "nothing" });
  expect(pathsOf(context, NO_ERROR, { type: "addCounterfactual", id: "k", change: { op: "insert" } })).toEqual([
    ...["counterfactuals.0.from_node", "counterfactuals.0.claim"],
  ]);
});
