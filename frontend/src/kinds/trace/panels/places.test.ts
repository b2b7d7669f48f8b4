import { describe, expect, it } from "vitest";

import { traceOf } from "../steps";
import { aContent, aContext, anAnswer, aNode } from "../testing";
import { pathsUp, placeOf, problemAt } from "./places";

const nodes = [aNode("a"), aNode("run.2"), aNode("run.2.label")];
const trace = traceOf(aContext({ content: aContent({ nodes }) }));
const error = { id: "e7", node: "a", sha256: "sha-a", code: "slip", severity: "low", rationale: "", evidence: [] };
const answer = anAnswer({ errors: [error] });

describe("where a problem is", () => {
  it("is the panel of its step", () => {
    expect(placeOf("steps.a.label", answer, trace)).toEqual({ panel: "step", node: "a" });
    expect(placeOf("steps.a.tool.checks.needed", answer, trace)).toEqual({ panel: "step", node: "a" });
  });

  it("is found for ids with dots, the longest first", () => {
    expect(placeOf("steps.run.2.comment", answer, trace).node).toBe("run.2");
    expect(placeOf("steps.run.2.label.label", answer, trace).node).toBe("run.2.label");
  });

  it("is the step that an error is at", () => {
    expect(placeOf("errors.0.severity", answer, trace)).toEqual({ panel: "step", node: "a" });
    expect(placeOf("errors.e7.severity", answer, trace)).toEqual({ panel: "step", node: "a" });
    expect(placeOf("errors.4.severity", answer, trace)).toEqual({ panel: "trace", node: null });
  });

  it("is the panel of the whole trace for all else", () => {
    for (const path of ["first_error", "criteria.clarity", "plan.before.criteria.feasible", "exit.note"]) {
      expect(placeOf(path, answer, trace)).toEqual({ panel: "trace", node: null });
    }
  });
});

describe("the problem at a place", () => {
  it("is its own, or the first below it", () => {
    const problems = { "attribution.node": "No such step.", "attribution.reason": "Too long.", outcome: "Not judged." };
    expect(problemAt(problems, "outcome")).toBe("Not judged.");
    expect(problemAt(problems, "attribution")).toBe("No such step.");
    expect(problemAt(problems, "attrib")).toBeUndefined();
  });

  it("is looked for at the path, then above it", () => {
    expect(pathsUp("plan.before.note")).toEqual(["plan.before.note", "plan.before", "plan"]);
  });
});
