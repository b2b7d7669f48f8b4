import { describe, expect, it } from "vitest";

import { endOfPlan, isRunHidden, shownNodes } from "./plan";
import { traceOf } from "./steps";
import { aContent, anAnswer, aNode, someSettings } from "./testing";
import type { NodeKind, Settings } from "./types";
import { askedSteps, firstOpen, nextOpen, nodeBeside, openSteps, stepBeside } from "./walking";

const nodes = [aNode("u", { kind: "user" }), aNode("a"), aNode("r", { kind: "tool_result" }), aNode("b"), aNode("c")];
const traceWith = (settings: Partial<Settings> = {}) =>
  traceOf({ content: aContent({ nodes }), settings: someSettings(settings) });
const trace = traceWith();
const labelled = (...ids: string[]) =>
  anAnswer({ steps: Object.fromEntries(ids.map((id) => [id, { sha256: `sha-${id}`, label: 1 }])) });
const pinnedAt = (node: string) => ({ node, sha256: `sha-${node}` });
const idsOf = (found: readonly { id: string }[]) => found.map(({ id }) => id);

describe("open steps", () => {
  it("are those without a label", () => {
    expect(idsOf(openSteps(trace, labelled("b")))).toEqual(["a", "c"]);
  });

  it("end with the first error where the project stops there", () => {
    const answer = { ...labelled("a"), first_error: pinnedAt("b") };
    expect(idsOf(openSteps(trace, answer))).toEqual(["b"]);
    expect(idsOf(askedSteps(traceWith({ mode: "rate_all" }), answer))).toEqual(["a", "b", "c"]);
  });
});

describe("where a person begins", () => {
  it("is the first open step", () => {
    expect(firstOpen(trace, labelled("a"), nodes)).toBe("b");
  });

  it("is the first error once all is labelled", () => {
    expect(firstOpen(trace, { ...labelled("a", "b"), first_error: pinnedAt("b") }, nodes)).toBe("b");
  });

  it("is the first entry of a trace without steps", () => {
    const none = traceWith({ graded: ["plan"] });
    expect(firstOpen(none, anAnswer(), nodes)).toBe("u");
    expect(firstOpen(none, anAnswer(), [])).toBeNull();
  });
});

describe("walking", () => {
  it("goes from step to step, also from what is none", () => {
    expect(stepBeside(trace, "r", 1, nodes)?.id).toBe("b");
    expect(stepBeside(trace, "r", -1, nodes)?.id).toBe("a");
    expect(stepBeside(trace, "c", 1, nodes)).toBeNull();
  });

  it("begins at the end it comes from where nothing is selected", () => {
    expect(stepBeside(trace, null, 1, nodes)?.id).toBe("a");
    expect(stepBeside(trace, null, -1, nodes)?.id).toBe("c");
  });

  it("goes through all entries if one wants", () => {
    expect(nodeBeside(trace, "a", 1, nodes)?.id).toBe("r");
  });

  it("to the next open step begins again at the top", () => {
    expect(nextOpen(trace, labelled("b"), "a", nodes)).toBe("c");
    expect(nextOpen(trace, labelled("b"), "c", nodes)).toBe("a");
    expect(nextOpen(trace, labelled("a", "b", "c"), "a", nodes)).toBeNull();
  });

  it("does not go where the run is hidden", () => {
    expect(nextOpen(trace, anAnswer(), "a", nodes.slice(0, 3))).toBe("a");
    expect(stepBeside(trace, "a", 1, nodes.slice(0, 3))).toBeNull();
  });
});

describe("a plan that is graded before the run", () => {
  const kinds: NodeKind[] = ["user", "plan", "plan", "reasoning", "plan"];
  const planned = aContent({ nodes: kinds.map((kind, at) => aNode(`n${at}`, { kind })) });
  const twice = traceOf({ content: planned, settings: someSettings({ plan: "before_and_after" }) });

  it("ends with its first stretch", () => {
    expect(endOfPlan(twice)).toBe(2);
    expect(endOfPlan(trace)).toBeNull();
  });

  it("hides what comes after it", () => {
    expect(isRunHidden(twice, anAnswer(), false)).toBe(true);
    expect(idsOf(shownNodes(twice, true))).toEqual(["n0", "n1", "n2"]);
    expect(shownNodes(twice, false)).toHaveLength(5);
  });

  it("is followed by the run once it is revealed, now or in the draft", () => {
    const grade = { criteria: {}, note: "" };
    expect(isRunHidden(twice, anAnswer(), true)).toBe(false);
    expect(isRunHidden(twice, anAnswer({ plan: { before: grade, after: grade } }), false)).toBe(false);
    expect(isRunHidden(twice, anAnswer({ plan: { before: grade, after: null } }), false)).toBe(true);
  });

  it("hides nothing in other projects, or where there is no plan", () => {
    expect(
      isRunHidden(traceOf({ content: planned, settings: someSettings({ plan: "once" }) }), anAnswer(), false),
    ).toBe(false);
    expect(isRunHidden(traceWith({ plan: "before_and_after" }), anAnswer(), false)).toBe(false);
  });
});
