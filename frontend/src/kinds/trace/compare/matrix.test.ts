import { describe, expect, it } from "vitest";

import { anAnswer } from "../testing";
import { cellOf, disputedNodes, firstPinned, rowsOf } from "./matrix";
import { peopleOf } from "./people";
import { anError, aPerson, firstErrorAt, said, trace } from "./testing";

const disputed = (...people: Parameters<typeof disputedNodes>[0]) => [...disputedNodes(people)];

describe("the columns", () => {
  it("are the people, then gold, then what a model suggested", () => {
    const people = peopleOf(
      [
        { label: "Ada", answer: anAnswer({ outcome: "fail" }) },
        { label: "Ada", answer: anAnswer({ outcome: "success" }) },
      ],
      anAnswer({ outcome: "partial" }),
      anAnswer(),
    );
    expect(people.map(({ name, kind }) => [name, kind])).toEqual([
      ["Ada", "person"],
      ["Ada", "person"],
      ["Gold", "gold"],
      ["Suggestion", "suggestion"],
    ]);
    expect(new Set(people.map(({ id }) => id)).size).toBe(4);
  });
});

describe("the rows", () => {
  it("are the steps, and what else someone spoke of, in order", () => {
    const people = [aPerson("A", { steps: said("found", { comment: "Odd" }) })];
    expect(rowsOf(trace, people, undefined).map(({ node }) => node.id)).toEqual([
      "plan",
      "look",
      "found",
      "sum",
      "end",
    ]);
    expect(rowsOf(trace, [aPerson("B")], undefined).map(({ node }) => node.id)).toEqual(["plan", "look", "sum", "end"]);
  });

  it("are disputed as the server says, where it was asked", () => {
    const people = [
      aPerson("A", { steps: said("plan", { label: 1 }) }),
      aPerson("B", { steps: said("plan", { label: -1 }) }),
    ];
    const marked = (rows: ReturnType<typeof rowsOf>) => rows.filter((row) => row.disputed).map(({ node }) => node.id);
    expect(marked(rowsOf(trace, people, undefined))).toEqual(["plan"]);
    expect(marked(rowsOf(trace, people, [{ unit: "sum", measure: "step", values: [1, 0] }]))).toEqual(["sum"]);
    expect(marked(rowsOf(trace, people, []))).toEqual([]);
  });
});

describe("a dispute", () => {
  it("is where two labels differ, not where only one person said something", () => {
    const a = aPerson("A", { steps: { ...said("plan", { label: 1 }), ...said("sum", { label: 0 }) } });
    const b = aPerson("B", { steps: said("plan", { label: 0 }) });
    expect(disputed(a, b)).toEqual(["plan"]);
  });

  it("is between wrong in itself and inherited", () => {
    const a = aPerson("A", { steps: said("sum", { label: -1 }) });
    const b = aPerson("B", { steps: said("sum", { label: -1, inherited: true }) });
    expect(disputed(a, b)).toEqual(["sum"]);
    expect(disputed(a, a)).toEqual([]);
  });

  it("is at every node that someone takes for the first error", () => {
    const people = ["plan", "sum"].map((node) => aPerson(node, { first_error: firstErrorAt(node) }));
    expect(disputed(...people)).toEqual(["plan", "sum"]);
    expect(disputed(people[0] ?? aPerson("A"), aPerson("B", { first_error: { none: true } }))).toEqual(["plan"]);
    expect(disputed(people[0] ?? aPerson("A"), aPerson("B"))).toEqual([]);
  });

  it("is about the errors that are marked, with their severity", () => {
    const a = aPerson("A", { first_error: { none: true }, errors: [anError("look")] });
    const b = aPerson("B", { first_error: { none: true }, errors: [anError("look", { severity: "low" })] });
    const c = aPerson("C", { first_error: { none: true } });
    expect(disputed(a, b)).toEqual(["look"]);
    expect(disputed(a, c)).toEqual(["look"]);
    expect(disputed(a, { ...a, name: "A again" })).toEqual([]);
  });

  it("is about verdicts on tools, hand-offs, criteria and the decisive step", () => {
    const verdict = (given: "correct" | "wrong_tool") =>
      aPerson(given, { steps: said("look", { tool: { verdict: given } }) });
    expect(disputed(verdict("correct"), verdict("wrong_tool"))).toEqual(["look"]);
    const clear = (given: "yes" | "no") => aPerson(given, { steps: said("sum", { handoff: { clear: given } }) });
    expect(disputed(clear("yes"), clear("no"))).toEqual(["sum"]);
    const sound = (value: boolean) => aPerson("S", { steps: said("end", { criteria: { sound: { value } } }) });
    expect(disputed(sound(true), sound(false))).toEqual(["end"]);
    const blames = (node: string) =>
      aPerson(node, { attribution: { agent: "Lead", node, sha256: `sha-${node}`, reason: "" } });
    expect(disputed(blames("plan"), blames("end"))).toEqual(["plan", "end"]);
  });

  it("is with gold, but neither with a suggestion nor with someone who did not grade", () => {
    const right = aPerson("A", { steps: said("plan", { label: 1 }) });
    const wrong = { steps: said("plan", { label: -1 }) };
    expect(disputed(right, aPerson("Gold", wrong, "gold"))).toEqual(["plan"]);
    expect(disputed(right, aPerson("Suggestion", wrong, "suggestion"))).toEqual([]);
    expect(disputed(right, aPerson("B", { ...wrong, exit: { reason: "bad_problem", note: "" } }))).toEqual([]);
  });
});

describe("a cell", () => {
  it("has what was said of the step, short", () => {
    const { answer } = aPerson("A", {
      steps: said("look", {
        ...{ label: -1, inherited: true, comment: "Hm" },
        tool: { verdict: "wrong_arguments" },
        handoff: { clear: "no", on_goal: "no", right_next: "yes" },
      }),
      first_error: firstErrorAt("look"),
      errors: [anError("look"), anError("end")],
    });
    expect(cellOf(answer, "look")).toMatchObject({
      ...{ label: -1, inherited: true, isFirstError: true, isResponsible: false },
      ...{ fault: "wrong_arguments", lost: 2, hasWords: true, errors: [{ node: "look" }] },
    });
    expect(cellOf(answer, "plan")).toMatchObject({ label: undefined, isFirstError: false, errors: [], fault: null });
  });

  it("says nothing of a correct call", () => {
    const { answer } = aPerson("A", { steps: said("look", { tool: { verdict: "correct" } }) });
    expect(cellOf(answer, "look").fault).toBeNull();
  });
});

it("finds where the first person saw an error", () => {
  const people = [aPerson("A", { first_error: { none: true } }), aPerson("B", { first_error: firstErrorAt("sum") })];
  expect(firstPinned(people)).toBe("sum");
  expect(firstPinned([aPerson("C")])).toBeUndefined();
});
