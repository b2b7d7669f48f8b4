import { describe, expect, it } from "vitest";

import { withSelected } from "./lookingUp";
import { aDesk, anAnswer } from "./testing";

const WRITING = { panel: "trace", edit: "k1", scrolled: 4 } as const;
const edited = aDesk();
edited.act({ type: "addCounterfactual", id: "k1" });

describe("selecting a step", () => {
  it("opens its panel, and scrolls to it unless told not to", () => {
    const state = { ...WRITING, edit: null };
    expect(withSelected(state, anAnswer(), "b")).toEqual({ selected: "b", panel: "step", scrolled: 5 });
    expect(withSelected(state, anAnswer(), "b", { scroll: false }).scrolled).toBe(4);
  });

  it("stays with a counterfactual that is being written", () => {
    expect(withSelected(WRITING, edited.read(), "b").panel).toBe("trace");
  });

  it("opens its panel once the counterfactual is closed, gone, or left for the step", () => {
    expect(withSelected({ ...WRITING, edit: null }, edited.read(), "b").panel).toBe("step");
    expect(withSelected(WRITING, anAnswer(), "b").panel).toBe("step");
    expect(withSelected({ ...WRITING, panel: "step" }, edited.read(), "b").panel).toBe("step");
  });

  it("stays with who is responsible while the decisive step is to be chosen", () => {
    const state = { ...WRITING, edit: null };
    const named = { agent: "Coder", node: "", sha256: "", reason: "" };
    expect(withSelected(state, anAnswer({ attribution: named }), "b").panel).toBe("trace");
    expect(withSelected(state, anAnswer({ attribution: { ...named, node: "a" } }), "b").panel).toBe("step");
    expect(withSelected(state, anAnswer({ attribution: { nobody: true } }), "b").panel).toBe("step");
  });
});
