import { describe, expect, it } from "vitest";

import { type Action, reduce } from "./answer";
import { missing } from "./completeness";
import { traceOf } from "./steps";
import { aContent, aContext, aCriterion, anAnswer, aNode, aTaxonomy, aTool, bareSettings } from "./testing";
import type { Answer, Context, Json, Rewrite, Settings } from "./types";

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

describe("labels that the scale does not have", () => {
  const problem = "Step 2: the label is not on the scale. Choose again.";
  const free = contextWith({ required: "nothing" });

  it("are to be chosen again, also where none is required", () => {
    expect(missing(after(free, NO_ERROR, label("b", "redundant")), free)).toEqual({ "steps.b.label": problem });
    expect(missing(after(free, NO_ERROR, label("b", 0)), free)).toEqual({});
  });

  it("are told where the trace was not graded, too", () => {
    const exit: Action = { type: "setExit", exit: { reason: "bad_problem", note: "" } };
    expect(missing(after(free, exit, label("b", 7)), free)).toEqual({ "steps.b.label": problem });
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

  it("are a wrong step where there is no error, also one that inherits it", () => {
    expect(pathsOf(free, NO_ERROR, label("c", -1))).toEqual(["steps.c.label"]);
    const all = contextWith({ required: "nothing", mode: "rate_all" });
    const inherits: Action = { type: "setInherited", node: "c", inherited: true };
    expect(missing(after(all, NO_ERROR, label("c", -1), inherits), all)).toEqual({
      "steps.c.label": "Step 3 is labelled wrong, but you said that there is no error.",
    });
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

describe("what an error quotes", () => {
  const free = contextWith({ required: "nothing", taxonomy: aTaxonomy() });
  const text = "x".repeat(20_001);
  const passage = (start: number, end: number) => ({ node: "b", part: 0, start, end, quote: text.slice(start, end) });
  const quoting = (evidence: ReturnType<typeof passage>[]): Action => ({
    ...{ type: "addError", id: "e", node: "b", code: "slip", severity: "low", evidence },
  });

  it("is as much as can be kept", () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => passage(at, at + 1));
    expect(pathsOf(free, NO_ERROR, quoting(many(20)))).toEqual([]);
    expect(pathsOf(free, NO_ERROR, quoting(many(21)))).toEqual(["errors.0.evidence"]);
    expect(pathsOf(free, NO_ERROR, quoting([passage(0, 20_000)]))).toEqual([]);
    expect(pathsOf(free, NO_ERROR, quoting([passage(0, 20_001)]))).toEqual(["errors.0.evidence"]);
  });

  it("is told beside what else is wrong with it", () => {
    const nameless: Action = { type: "changeError", id: "e", change: { code: "", severity: "" } };
    expect(pathsOf(free, NO_ERROR, quoting([passage(0, 20_001)]), nameless)).toEqual([
      ...["errors.0.code", "errors.0.severity", "errors.0.evidence"],
    ]);
  });
});

it("wants no severity where the taxonomy has none", () => {
  const free = contextWith({ required: "nothing", taxonomy: aTaxonomy({ severities: [] }) });
  const error = (severity: string): Action => ({ type: "addError", id: "e", node: "b", code: "slip", severity });
  expect(pathsOf(free, NO_ERROR, error(""))).toEqual([]);
  expect(pathsOf(free, NO_ERROR, error("low"))).toEqual(["errors.0.severity"]);
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

  it("about tool calls are asked at one that is not graded where it hands over", () => {
    const content = aContent({
      nodes: [
        aNode("t", { kind: "tool_call", agent: "A", tool: aTool(), text_parts: [] }),
        aNode("m", { agent: "B" }),
        aNode("u", { kind: "tool_call", agent: "B", tool: aTool(), text_parts: [] }),
      ],
    });
    const criteria = [aCriterion({ key: "used", applies_to: "tool_call" })];
    const context = contextWith({ required: "nothing", graded: ["reasoning"] }, { content, criteria });
    expect(pathsOf(context, NO_ERROR)).toEqual(["steps.t.criteria.used"]);
  });

  it("are on their scales wherever they are given, also behind the first error", () => {
    const scale = { type: "interval" as const, min: 0, max: 5 };
    const context = contextWith({ required: "nothing" }, { criteria: [aCriterion({ scale, required: false })] });
    const grade = (value: number): Action => ({ type: "setCriterion", node: "d", key: "soundness", value: { value } });
    expect(missing(after(context, pin("b"), grade(6)), context)).toEqual({
      "steps.d.criteria.soundness": "Step 4, Soundness: the most is 5.",
    });
    expect(pathsOf(context, pin("b"), grade(5))).toEqual([]);
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
    const edit: Action = { type: "addCounterfactual", id: "k", change: { op: "stop_earlier", from_node: "b" } };
    expect(pathsOf(contextWith(), exit("bad_problem"), edit)).toEqual(["counterfactuals.0.claim"]);
    const elsewhere = anAnswer({ exit: { reason: "bad_problem", note: "" }, first_error: { node: "z", sha256: "" } });
    expect(missing(elsewhere, contextWith())).toEqual({ first_error: "The first error must be at a step." });
  });

  it("asks for no criterion, but those that were judged keep to their scales", () => {
    const text = { type: "text" as const, min_length: 4 };
    const criteria = [
      aCriterion({ key: "sound", scale: text }),
      aCriterion({ key: "whole", scale: text, applies_to: "overall" }),
    ];
    const context = contextWith({}, { criteria });
    const said: Action = { type: "setOverall", key: "whole", value: { value: "abc" } };
    expect(pathsOf(context, exit("bad_problem"))).toEqual([]);
    expect(pathsOf(context, exit("bad_problem"), said)).toEqual(["criteria.whole"]);
  });
});

it("wants a rewrite to say something new", () => {
  const context = contextWith({ required: "nothing" });
  const rewrite = (text: string): Action => ({ type: "setRewrite", node: "b", rewrite: { text } });
  expect(pathsOf(context, NO_ERROR, rewrite(" Text of b. "))).toEqual(["steps.b.rewrite.text"]);
  expect(pathsOf(context, NO_ERROR, rewrite("Better."))).toEqual([]);
});

describe("a rewritten call", () => {
  const content = aContent({ nodes: [aNode("t", { kind: "tool_call", tool: aTool(), text_parts: [] })] });
  const context = contextWith({ required: "nothing" }, { content });
  const problemOf = (rewrite: Rewrite) =>
    Object.entries(missing(after(context, NO_ERROR, { type: "setRewrite", node: "t", rewrite }), context));

  it("names its tool and has arguments that are JSON", () => {
    expect(problemOf({ name: "search", arguments: { query: "primes above 101" } })).toEqual([]);
    expect(problemOf({ name: " ", unread: '{"query": ' })).toEqual([
      ["steps.t.rewrite.name", "Step 1, rewrite: name the tool."],
      ["steps.t.rewrite.arguments", "Step 1, rewrite: the arguments are no valid JSON."],
    ]);
  });

  it("holds what can be stored", () => {
    const nested = (depth: number): Json => (depth === 0 ? 7 : [nested(depth - 1)]);
    expect(problemOf({ name: "search", arguments: nested(40) })).toEqual([]);
    expect(problemOf({ name: "search", arguments: nested(41) })).toEqual([
      ["steps.t.rewrite.arguments", "Step 1, rewrite: the arguments are nested more than 40 levels deep."],
    ]);
    expect(problemOf({ name: "search", arguments: { query: ["\0"] } })[0]?.[1]).toMatch(/NUL/);
    expect(problemOf({ name: "search", arguments: "x".repeat(999_998) })).toEqual([]);
    expect(problemOf({ name: "search", arguments: "x".repeat(999_999) })[0]?.[1]).toMatch(/too long/);
  });
});

it("wants a rewrite no longer than can be kept, counted in letters", () => {
  const context = contextWith({ required: "nothing" });
  const rewrite = (text: string): Action => ({ type: "setRewrite", node: "b", rewrite: { text } });
  expect(pathsOf(context, NO_ERROR, rewrite("😀".repeat(100_000)))).toEqual([]);
  expect(pathsOf(context, NO_ERROR, rewrite("x".repeat(100_001)))).toEqual(["steps.b.rewrite.text"]);
});

it("wants a counterfactual to fit the run", () => {
  const context = contextWith({ required: "nothing" });
  const change = { op: "reorder", from_node: "c", to_node: "b", claim: "Check first." } as const;
  expect(missing(after(context, NO_ERROR, { type: "addCounterfactual", id: "k", change }), context)).toEqual({
    "counterfactuals.0.to_node": "Edit 1: this must come after the step it goes from.",
  });
});

it("wants a counterfactual to say what it claims", () => {
  const context = contextWith({ required: "nothing" });
  expect(pathsOf(context, NO_ERROR, { type: "addCounterfactual", id: "k", change: { op: "insert" } })).toEqual([
    ...["counterfactuals.0.from_node", "counterfactuals.0.claim"],
  ]);
});
