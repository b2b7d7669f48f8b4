import { describe, expect, it } from "vitest";

import { type Action, emptyAnswer, fromDraft, reduce } from "./answer";
import { traceOf } from "./steps";
import { aContent, anAnswer, aNode, someSettings } from "./testing";

const content = aContent({ nodes: ["a", "b", "c", "d"].map((id) => aNode(id, { agent: `Agent ${id}` })) });
const trace = traceOf({ content, settings: someSettings() });
const after = (...actions: Action[]) =>
  actions.reduce((answer, action) => reduce(answer, action, trace), emptyAnswer());

describe("a step", () => {
  it("gets a label with the hash of its text", () => {
    expect(after({ type: "setLabel", node: "b", label: 1 }).steps).toEqual({ b: { sha256: "sha-b", label: 1 } });
  });

  it("leaves no entry when nothing is said of it any more", () => {
    const answer = after(
      { type: "setLabel", node: "b", label: 0 },
      { type: "setComment", node: "b", text: "Hm" },
      { type: "setCriterion", node: "b", key: "clear", value: { value: true } },
      { type: "setToolCheck", node: "b", check: "needed", value: "no" },
      { type: "setHandoff", node: "b", question: "clear", value: "yes" },
      { type: "setRewrite", node: "b", rewrite: { text: "Better" } },
      { type: "setLabel", node: "b", label: null },
      { type: "setComment", node: "b", text: "" },
      { type: "setCriterion", node: "b", key: "clear", value: null },
      { type: "setToolCheck", node: "b", check: "needed", value: null },
      { type: "setHandoff", node: "b", question: "clear", value: null },
    );
    expect(answer.steps).toEqual({ b: { sha256: "sha-b", rewrite: { text: "Better" } } });
    expect(reduce(answer, { type: "setRewrite", node: "b", rewrite: null }, trace).steps).toEqual({});
  });

  it("can inherit an error only while it is labelled wrong", () => {
    const inherits: Action = { type: "setInherited", node: "c", inherited: true };
    expect(after({ type: "setLabel", node: "c", label: 0 }, inherits).steps.c).toEqual({ sha256: "sha-c", label: 0 });
    const wrong = after({ type: "setLabel", node: "c", label: -1 }, inherits);
    expect(wrong.steps.c).toEqual({ sha256: "sha-c", label: -1, inherited: true });
    expect(reduce(wrong, { type: "setLabel", node: "c", label: 1 }, trace).steps.c?.inherited).toBeUndefined();
  });

  it("that is not in the trace changes nothing", () => {
    const answer = emptyAnswer();
    expect(reduce(answer, { type: "setLabel", node: "x", label: 1 }, trace)).toBe(answer);
  });

  it("that is labelled as before leaves the answer as it is", () => {
    const answer = after({ type: "setLabel", node: "a", label: 1 });
    expect(reduce(answer, { type: "setLabel", node: "a", label: 1 }, trace)).toBe(answer);
  });

  it("keeps the other steps as they are", () => {
    const answer = after({ type: "setLabel", node: "a", label: 1 });
    expect(reduce(answer, { type: "setLabel", node: "b", label: 0 }, trace).steps.a).toBe(answer.steps.a);
  });
});

describe("a verdict on a tool call", () => {
  it("of “correct” answers what is still open with yes", () => {
    const answer = after(
      { type: "setToolCheck", node: "a", check: "needed", value: "cannot_verify" },
      { type: "setTool", node: "a", verdict: "correct" },
    );
    expect(answer.steps.a?.tool).toEqual({
      verdict: "correct",
      checks: {
        ...{ right_tool: "yes", right_arguments: "yes", right_order: "yes", needed: "cannot_verify" },
        result_read: "yes",
      },
    });
  });

  it("of another kind leaves the checks open", () => {
    expect(after({ type: "setTool", node: "a", verdict: "wrong_tool" }).steps.a?.tool).toEqual({
      verdict: "wrong_tool",
    });
  });
});

describe("the first error", () => {
  it("labels its step wrong if it has no label", () => {
    const answer = after({ type: "pinFirstError", node: "b" });
    expect(answer.first_error).toEqual({ node: "b", sha256: "sha-b" });
    expect(answer.steps.b?.label).toBe(-1);
  });

  it("leaves a label that is there", () => {
    const answer = after({ type: "setLabel", node: "b", label: "cannot_verify" }, { type: "pinFirstError", node: "b" });
    expect(answer.steps.b?.label).toBe("cannot_verify");
  });

  it("inherits from no other", () => {
    const inherited: Action = { type: "setInherited", node: "b", inherited: true };
    const answer = after({ type: "setLabel", node: "b", label: -1 }, inherited, { type: "pinFirstError", node: "b" });
    expect(answer.steps.b).toEqual({ sha256: "sha-b", label: -1 });
  });

  it("is open again when it is unpinned, and the label stays", () => {
    const answer = after({ type: "pinFirstError", node: "b" }, { type: "pinFirstError", node: null });
    expect([answer.first_error, answer.steps.b?.label]).toEqual([null, -1]);
  });

  it("is taken back by saying that there is none", () => {
    expect(after({ type: "pinFirstError", node: "b" }, { type: "noError", on: true }).first_error).toEqual({
      none: true,
    });
  });

  it("stays when “no error” is taken back that was not said", () => {
    const answer = after({ type: "pinFirstError", node: "b" }, { type: "noError", on: false });
    expect(answer.first_error).toEqual({ node: "b", sha256: "sha-b" });
  });

  it("cannot be at a node that is not graded", () => {
    const state = traceOf({ content: aContent({ nodes: [aNode("s", { kind: "state" })] }), settings: someSettings() });
    const answer = emptyAnswer();
    expect(reduce(answer, { type: "pinFirstError", node: "s" }, state)).toBe(answer);
  });
});

it("labels the steps before one as right that have no label", () => {
  const answer = after({ type: "setLabel", node: "b", label: 0 }, { type: "labelBefore", node: "d" });
  expect(Object.entries(answer.steps).map(([id, step]) => [id, step.label])).toEqual([
    ["b", 0],
    ["a", 1],
    ["c", 1],
  ]);
});

describe("errors", () => {
  const quote = { node: "c", part: 0, start: 0, end: 4, quote: "Text" };
  const added = after({ type: "addError", id: "e1", node: "a", code: "slip", evidence: [quote] });

  it("have the hash of their node and of each node that is quoted", () => {
    expect(added.errors).toEqual([
      {
        ...{ id: "e1", node: "a", sha256: "sha-a", code: "slip", severity: "", rationale: "" },
        evidence: [{ ...quote, sha256: "sha-c" }],
      },
    ]);
  });

  it("get the hash of the node they are moved to", () => {
    const moved = reduce(added, { type: "changeError", id: "e1", change: { node: "b", severity: "high" } }, trace);
    expect(moved.errors[0]).toMatchObject({ node: "b", sha256: "sha-b", severity: "high", code: "slip" });
  });

  it("quote the same stretch of text once", () => {
    expect(reduce(added, { type: "addEvidence", error: "e1", evidence: quote }, trace)).toBe(added);
    const more = reduce(
      added,
      { type: "addEvidence", error: "e1", evidence: { ...quote, end: 3, quote: "Tex" } },
      trace,
    );
    expect(more.errors[0]?.evidence.map((each) => each.quote)).toEqual(["Text", "Tex"]);
  });

  it("lose a quote or go altogether", () => {
    expect(reduce(added, { type: "removeEvidence", error: "e1", index: 0 }, trace).errors[0]?.evidence).toEqual([]);
    expect(reduce(added, { type: "removeError", id: "e1" }, trace).errors).toEqual([]);
  });
});

describe("the plan", () => {
  it("is graded before the run and after it", () => {
    const answer = after(
      { type: "setPlan", when: "before", key: "complete", value: { value: true } },
      { type: "revealRun" },
      { type: "setPlanNote", when: "after", note: "It held." },
    );
    expect(answer.plan).toEqual({
      before: { criteria: { complete: { value: true } }, note: "" },
      after: { criteria: {}, note: "It held." },
    });
  });

  it("has no entry when nothing is said of it any more", () => {
    const note = (text: string): Action => ({ type: "setPlanNote", when: "before", note: text });
    expect(after(note("x"), note("")).plan).toBeNull();
  });

  it("keeps that the run was shown", () => {
    const answer = after({ type: "revealRun" });
    expect(answer.plan?.after).toEqual({ criteria: {}, note: "" });
    expect(reduce(answer, { type: "revealRun" }, trace)).toBe(answer);
  });
});

describe("what is said of the whole", () => {
  it("is kept under its name", () => {
    const answer = after(
      { type: "setFinal", key: "clear", value: { value: 2 } },
      { type: "setOutcome", outcome: "partial" },
      { type: "setVerifiable", verifiable: "citation" },
      { type: "setAttribution", attribution: { agent: "Agent b", node: "b", reason: "It guessed." } },
      { type: "setOverall", key: "sound", value: { value: 3 } },
      { type: "setRationale", text: "Because." },
      { type: "setExit", exit: { reason: "gave_up", note: "Too long" } },
    );
    expect(answer).toMatchObject({
      final: { criteria: { clear: { value: 2 } } },
      outcome: "partial",
      verifiable: "citation",
      attribution: { agent: "Agent b", node: "b", sha256: "sha-b", reason: "It guessed." },
      criteria: { sound: { value: 3 } },
      rationale: "Because.",
      exit: { reason: "gave_up", note: "Too long" },
    });
  });
});

describe("counterfactuals", () => {
  it("say whether the system allows them", () => {
    const declared = traceOf({ content: { ...content, edges: [["A", "D"]] }, settings: someSettings() });
    const add = (to_agent: string): Action => ({
      type: "addCounterfactual",
      id: to_agent,
      change: { from_agent: "A", to_agent },
    });
    expect(reduce(emptyAnswer(), add("D"), declared).counterfactuals[0]?.permitted).toBe(true);
    expect(reduce(emptyAnswer(), add("C"), declared).counterfactuals[0]?.permitted).toBe(false);
    expect(reduce(emptyAnswer(), add(""), declared).counterfactuals[0]?.permitted).toBeNull();
    expect(after(add("D")).counterfactuals[0]?.permitted).toBeNull();
  });

  it("keep what is not changed", () => {
    const evidence = { node: "d", part: 0, start: 0, end: 4, quote: "Text" };
    const answer = after(
      { type: "addCounterfactual", id: "k", change: { claim: "Skip it.", skipped_agents: ["B"] } },
      { type: "changeCounterfactual", id: "k", change: { preconditions: [{ text: "It was known.", evidence }] } },
    );
    expect(answer.counterfactuals[0]).toMatchObject({
      ...{ claim: "Skip it.", skipped_agents: ["B"], op: "bypass" },
      preconditions: [{ text: "It was known.", evidence: { ...evidence, sha256: "sha-d" } }],
    });
    expect(reduce(answer, { type: "removeCounterfactual", id: "k" }, trace).counterfactuals).toEqual([]);
  });
});

describe("a draft", () => {
  it("is taken as it was stored", () => {
    const answer = anAnswer({
      ...after({ type: "pinFirstError", node: "b" }, { type: "revealRun" }),
      rationale: "Yes",
    });
    expect(fromDraft(structuredClone(answer))).toEqual(answer);
  });

  it("may lack anything", () => {
    expect(fromDraft({ first_error: { node: "b" } })).toEqual(anAnswer({ first_error: { node: "b", sha256: "" } }));
    expect(fromDraft(null)).toEqual(emptyAnswer());
  });

  it("loses what has no shape of ours", () => {
    const draft = { steps: { a: 3 }, errors: [{ id: 1 }, null], counterfactuals: "no", plan: [], exit: { reason: 4 } };
    expect(fromDraft(draft)).toEqual(emptyAnswer());
  });
});
