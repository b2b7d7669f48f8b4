import { describe, expect, it } from "vitest";

import { canRedo, canUndo, change, redo, startHistory, typedPath, undo } from "./history";

const blank = { overall: null as string | null, rationale: "", criteria: {} as Record<string, number> };

describe("undo and redo", () => {
  it("goes back step by step and forward again", () => {
    let history = change(startHistory(blank), { ...blank, overall: "left" }, 0);
    history = change(history, { ...blank, overall: "right" }, 10);
    history = undo(history);
    expect(history.present.overall).toBe("left");
    history = undo(history);
    expect(history.present).toEqual(blank);
    expect(canUndo(history)).toBe(false);
    expect(redo(redo(history)).present.overall).toBe("right");
  });

  it("a new change after an undo forgets what was undone", () => {
    let history = undo(change(startHistory(blank), { ...blank, overall: "left" }, 0));
    expect(canRedo(history)).toBe(true);
    history = change(history, { ...blank, criteria: { tone: 3 } }, 20);
    expect(canRedo(history)).toBe(false);
  });

  it("one run of typing is one step, a pause begins another", () => {
    const typed = (text: string) => ({ ...blank, rationale: text });
    let history = change(startHistory(blank), typed("B"), 0);
    history = change(history, typed("Be"), 200);
    history = change(history, typed("Better"), 900);
    history = change(history, typed("Better, since"), 9000);
    expect(undo(history).present.rationale).toBe("Better");
    expect(undo(undo(history)).present.rationale).toBe("");
  });

  it("what changes nothing is no step", () => {
    const history = startHistory(blank);
    expect(change(history, { ...blank }, 5)).toBe(history);
    expect(undo(history)).toBe(history);
    expect(redo(history)).toBe(history);
  });

  it("steps over what says the same once it is brought to what is asked", () => {
    const withoutTone = (answer: typeof blank) => ({ ...answer, criteria: {} });
    let history = change(startHistory(blank), { ...blank, overall: "left" }, 0);
    history = change(history, { ...blank, overall: "left", criteria: { tone: 3 } }, 10);
    history = { ...history, present: withoutTone(history.present) };
    history = undo(history, withoutTone);
    expect(history.present).toEqual(blank);
    history = redo(history, withoutTone);
    expect(history.present).toEqual({ ...blank, overall: "left" });
  });

  it("finds the one text that was typed in, wherever it is", () => {
    expect(typedPath({ a: { note: "x", b: 1 } }, { a: { note: "xy", b: 1 } })).toBe("/a/note");
    expect(typedPath({ a: "x", b: "y" }, { a: "1", b: "2" })).toBeNull();
    expect(typedPath({ a: 1 }, { a: 2 })).toBeNull();
  });
});
