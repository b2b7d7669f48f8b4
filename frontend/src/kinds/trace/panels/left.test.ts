import { describe, expect, it } from "vitest";

import { whatIsLeft } from "./left";

describe("what is left", () => {
  it("counts open labels in one line that leads to the first of them", () => {
    const left = whatIsLeft({
      first_error: "Pin the first error, or say that there is none.",
      "steps.b.label": "Step 2: not labelled yet.",
      "steps.b.criteria.sound": "Step 2, Sound: not judged yet.",
      "steps.c.label": "Step 3: not labelled yet.",
      "steps.d.label": "Step 4: not labelled yet.",
      outcome: "Outcome: not judged yet.",
    });
    expect(left).toEqual([
      { path: "first_error", text: "Pin the first error, or say that there is none." },
      { path: "steps.b.label", text: "3 steps not labelled yet." },
      { path: "steps.b.criteria.sound", text: "Step 2, Sound: not judged yet." },
      { path: "outcome", text: "Outcome: not judged yet." },
    ]);
  });

  it("counts the same criterion of several steps in one line, others apart", () => {
    const left = whatIsLeft({
      "steps.a.criteria.sound": "Step 1, Sound, in itself: not judged yet.",
      "steps.a.criteria.safe": "Step 1, Safe: not judged yet.",
      "steps.b.criteria.sound": "Step 2, Sound, in itself: not judged yet.",
      "steps.c.criteria.sound": "Step 3, Sound, in itself: write something.",
    });
    expect(left.map(({ text }) => text)).toEqual([
      "Sound, in itself: 2 steps not judged yet.",
      "Step 1, Safe: not judged yet.",
      "Step 3, Sound, in itself: write something.",
    ]);
  });

  it("names a single one", () => {
    expect(whatIsLeft({ "steps.b.label": "Step 2: not labelled yet." })).toEqual([
      { path: "steps.b.label", text: "Step 2: not labelled yet." },
    ]);
  });

  it("does not count a label that contradicts the first error as open", () => {
    const left = whatIsLeft({
      "steps.a.label": "Step 1 is labelled wrong, but comes before the first error.",
      "steps.b.label": "Step 2: not labelled yet.",
      "steps.c.label": "Step 3: not labelled yet.",
    });
    expect(left.map(({ text }) => text)).toEqual([
      "Step 1 is labelled wrong, but comes before the first error.",
      "2 steps not labelled yet.",
    ]);
  });
});
