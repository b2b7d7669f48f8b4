import { describe, expect, it } from "vitest";

import { notesOf, noteWords, signOf } from "./notes";
import { aPerson, firstErrorAt, said, trace } from "./testing";

const a = aPerson("A", {
  steps: { ...said("plan", { label: 1 }), ...said("look", { label: -1 }), ...said("sum", { label: 0 }) },
  first_error: firstErrorAt("look"),
});
const b = aPerson("B", {
  steps: { ...said("plan", { label: 1 }), ...said("sum", { label: -1 }) },
  first_error: firstErrorAt("sum"),
});
const c = aPerson("C", { steps: { ...said("plan", { label: 1 }), ...said("sum", { label: -1, inherited: true }) } });

function noteAt(node: string, people = [a, b, c]) {
  const note = notesOf(trace, people, undefined).get(node);
  if (!note) throw new Error(`There is no note on ${node}.`);
  return [signOf(note, trace), noteWords(note, trace)];
}

describe("what the rail says of answers that are compared", () => {
  it("is the label where all agree", () => {
    expect(noteAt("plan")).toEqual(["right", "labelled right"]);
  });

  it("is a first error before all else, with how many see it there", () => {
    expect(noteAt("look")).toEqual(["pin", "first error in 1 of 3 answers, answers differ"]);
  });

  it("is that they differ", () => {
    const without = [a, { ...b, answer: { ...b.answer, first_error: null } }, c];
    expect(noteAt("sum", without)).toEqual(["differs", "answers differ"]);
  });

  it("is nothing of a step of which nobody spoke", () => {
    expect(noteAt("end")).toEqual([undefined, ""]);
  });

  it("goes by the disputes that the server found", () => {
    const disputes = [{ unit: "end", measure: "step", values: [1, 0] }];
    const notes = notesOf(trace, [a, b], disputes);
    expect([...notes].filter(([, { disputed }]) => disputed).map(([id]) => id)).toEqual(["end"]);
  });

  it("counts neither a suggestion nor who did not grade", () => {
    const model = aPerson("Model", { first_error: firstErrorAt("plan") }, "suggestion");
    const gone = aPerson("Gone", { exit: { reason: "bad_problem", note: "" }, first_error: firstErrorAt("plan") });
    expect(noteAt("plan", [a, b, model, gone])).toEqual(["right", "labelled right"]);
    expect(noteAt("look", [a, b, model, gone])[1]).toBe("first error in 1 of 2 answers, answers differ");
  });
});
