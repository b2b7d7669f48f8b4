import { describe, expect, it } from "vitest";

import { aCriterion } from "../testing";
import { detailRows } from "./details";
import type { SaidRow } from "./said";
import { anError, aPerson, firstErrorAt, said, trace } from "./testing";
import { wholeRows } from "./whole";

const plain = (rows: readonly SaidRow[]) =>
  rows.map(({ title, cells, differs }) => [title, ...cells.map(({ words }) => words), differs]);

describe("what people said of the whole trace", () => {
  const a = aPerson("A", {
    first_error: firstErrorAt("look"),
    outcome: "fail",
    attribution: { agent: "Scout", node: "look", sha256: "sha-look", reason: "It did not read on." },
    errors: [anError("look"), anError("sum", { id: "two" })],
    steps: { ...said("plan", { label: 1 }), ...said("look", { label: -1 }) },
    rationale: "The page was never opened.",
  });
  const b = aPerson("B", { first_error: { none: true }, outcome: "fail" });

  it("stands row by row; rows of texts and counts never differ", () => {
    expect(plain(wholeRows(trace, [], [a, b]))).toEqual([
      ["First error", "Step 2, Scout", "No error", true],
      ["Outcome", "Fail", "Fail", false],
      ["Responsible", "Scout, step 2", "—", false],
      ["Reason", "It did not read on.", "—", false],
      ["Labels", "1 right, 1 wrong", "—", false],
      ["Errors", "Slip ×2", "—", false],
      ["Rationale", "The page was never opened.", "—", false],
    ]);
  });

  it("does not differ with a suggestion", () => {
    const suggestion = aPerson("Suggestion", { outcome: "success" }, "suggestion");
    expect(plain(wholeRows(trace, [], [b, suggestion]))).toContainEqual(["Outcome", "Fail", "Success", false]);
  });

  it("has the criteria by what they are about, each a part of its own to take over", () => {
    const criteria = [
      aCriterion({ key: "scope", title: "Scope", applies_to: "plan" }),
      aCriterion({ key: "checked", title: "Checked", applies_to: "final" }),
      aCriterion({ key: "clarity", title: "Clarity", applies_to: "overall" }),
      aCriterion(),
    ];
    const given = aPerson("C", {
      plan: { before: { criteria: { scope: { value: true } }, note: "Wide" }, after: null },
      final: { criteria: { checked: { value: false } } },
      criteria: { clarity: { missing: "cannot_assess" } },
    });
    const rows = wholeRows(trace, criteria, [given]);
    expect(rows.map(({ part, title, cells }) => [part, title, cells[0]?.words])).toEqual([
      ["plan:before:scope", "Scope, before the run", "Yes"],
      [null, "On the plan, before the run", "Wide"],
      ["final:checked", "Checked", "No"],
      ["overall:clarity", "Clarity", "cannot assess"],
    ]);
  });

  it("says why someone did not grade", () => {
    const gone = aPerson("D", { exit: { reason: "gave_up", note: "Too long" } });
    expect(plain(wholeRows(trace, [], [gone]))).toEqual([["Not graded", "Give up: Too long", false]]);
  });
});

describe("what people said of one step", () => {
  const a = aPerson("A", {
    steps: said("look", {
      label: -1,
      tool: { verdict: "wrong_arguments", checks: { right_tool: "yes", right_arguments: "no" } },
      handoff: { clear: "cannot_verify" },
      criteria: { soundness: { value: false } },
      rewrite: { name: "search", arguments: { query: "primes above 101" } },
    }),
    first_error: firstErrorAt("look"),
    errors: [
      anError("look", {
        rationale: "The query is too wide.",
        evidence: [{ node: "look", sha256: "sha-look", part: 0, start: 0, end: 4, quote: "Text" }],
      }),
    ],
  });
  const b = aPerson("B", { steps: said("look", { label: -1, inherited: true }), first_error: firstErrorAt("plan") });

  it("stands row by row with what differs", () => {
    expect(plain(detailRows(trace, [aCriterion()], [a, b], "look"))).toEqual([
      ["Label", "Wrong", "Wrong, inherited", true],
      ["First error", "Here", "Step 1, Lead", true],
      ["Tool call", "Wrong arguments", "—", false],
      ["Right tool?", "Yes", "—", false],
      ["Right arguments?", "No", "—", false],
      ["Clear what to do?", "Cannot verify", "—", false],
      ["Soundness", "No", "—", false],
      ["Errors", "Slip (high)", "—", false],
      ["Why", "The query is too wide.\n“Text”", "—", false],
      ["Rewrite", 'search({"query":"primes above 101"})', "—", false],
    ]);
  });

  it("has no rows for a step of which nobody spoke", () => {
    expect(detailRows(trace, [aCriterion()], [a, b], "end")).toEqual([]);
  });
});
