import { describe, expect, it } from "vitest";

import { traceCommands } from "./commands";
import { aContent, aContext, aDesk, aNode, someSettings } from "./testing";
import type { Settings } from "./types";

const nodes = [aNode("a"), aNode("r", { kind: "tool_result" }), aNode("b"), aNode("c")];

function deskWith(settings: Partial<Settings> = {}, options: Parameters<typeof aDesk>[1] & { hasRows?: boolean } = {}) {
  const desk = aDesk(aContext({ content: aContent({ nodes }), settings: someSettings(settings) }), options);
  const commands = traceCommands(desk, options);
  const press = (...keys: string[]) => {
    for (const key of keys) {
      const found = commands.find(({ shortcut }) => shortcut === key);
      if (!found) throw new Error(`No command has the key ${key}.`);
      if (!found.disabled) found.run();
    }
    return desk;
  };
  return { desk, commands, press };
}

const labelsOf = (desk: ReturnType<typeof aDesk>) =>
  Object.fromEntries(Object.entries(desk.read().steps).map(([id, { label }]) => [id, label]));

describe("the keys", () => {
  it("give the labels of the scale, best first, and say what is left", () => {
    const desk = deskWith().press("1", "j", "2", "j", "3");
    expect(labelsOf(desk)).toEqual({ a: 1, b: 0, c: -1 });
    expect(desk.state.get().said).toBe("Step 3: Wrong. 0 left.");
  });

  it("say that a step cannot be verified, and take a label away", () => {
    const { desk, press } = deskWith();
    expect(labelsOf(press("u"))).toEqual({ a: "cannot_verify" });
    press("backspace");
    expect(desk.read().steps).toEqual({});
  });

  it("of a scale of options are those of the options in their order", () => {
    const options = ["good", "poor"].map((value) => ({ value, label: value }));
    const scale = { type: "categorical" as const, options };
    expect(labelsOf(deskWith({ scale, wrong: ["poor"] }).press("2"))).toEqual({ a: "poor" });
  });

  it("walk from step to step, and through all entries", () => {
    expect(deskWith().press("j").state.get().selected).toBe("b");
    expect(deskWith().press("shift+j").state.get().selected).toBe("r");
    expect(deskWith().press("j", "j", "k").state.get().selected).toBe("b");
  });

  it("stay at the end and say so", () => {
    const desk = deskWith().press("j", "j", "j");
    expect([desk.state.get().selected, desk.state.get().said]).toEqual(["c", "No step comes after this one."]);
  });

  it("label nothing that is not graded", () => {
    expect(deskWith().press("shift+j", "1", "f").read().steps).toEqual({});
  });

  it("pin the first error and take the pin away", () => {
    const { desk, press } = deskWith();
    expect(press("j", "f").read().first_error).toEqual({ node: "b", sha256: "sha-b" });
    press("f");
    expect(desk.read().first_error).toBeNull();
  });

  it("say that there is no error, and take that back", () => {
    expect(deskWith().press("shift+n").read().first_error).toEqual({ none: true });
    expect(deskWith().press("shift+n", "shift+n").read().first_error).toBeNull();
  });

  it("label what is open before a step as right", () => {
    const desk = deskWith().press("2", "j", "j", "a");
    expect(labelsOf(desk)).toEqual({ a: 0, b: 1 });
    expect(desk.state.get().said).toBe("1 step before this one labelled “Right”.");
  });

  it("go to the next step without a label", () => {
    expect(deskWith().press("j", "1", "n").state.get().selected).toBe("c");
    expect(deskWith().press("j", "j", "1", "n").state.get().selected).toBe("a");
  });

  it("go on by themselves after a first label if the person wants that", () => {
    const { desk, press } = deskWith();
    press("shift+a", "1");
    expect(desk.state.get().selected).toBe("b");
    press("k", "2");
    expect(desk.state.get().selected).toBe("a");
    press("shift+a");
  });

  it("mark an inherited error only where the project rates all, on a wrong step", () => {
    expect(deskWith().commands.some(({ shortcut }) => shortcut === "i")).toBe(false);
    expect(deskWith({ mode: "rate_all" }).press("1", "i").read().steps.a?.inherited).toBeUndefined();
    expect(deskWith({ mode: "rate_all" }).press("3", "i").read().steps.a?.inherited).toBe(true);
  });

  it("change the view and the panel, not the selection", () => {
    const { view, panel, selected } = deskWith().press("j", "v", "b").state.get();
    expect([view, panel, selected]).toEqual(["timeline", "trace", "b"]);
  });

  it("that change the answer are not there where nothing can be changed", () => {
    const { commands } = deskWith({}, { disabled: true });
    const keys = commands.map(({ shortcut }) => shortcut);
    expect(keys).toContain("j");
    expect(keys).not.toContain("1");
    expect(keys).not.toContain("n");
  });

  it("leave walking from step to step to a table of answers beside the trace", () => {
    const { commands, press } = deskWith({}, { hasRows: true });
    const keys = commands.map(({ shortcut }) => shortcut);
    expect(keys).not.toContain("j");
    expect(keys).not.toContain("k");
    expect(press("shift+j").state.get().selected).toBe("r");
  });

  it("say that nothing is left when every step has a label", () => {
    const desk = deskWith().press("1", "j", "1", "j", "1", "n");
    expect([desk.state.get().selected, desk.state.get().said]).toEqual([
      ...["c", "Every step that is asked for has a label."],
    ]);
  });

  it("do not lead into a run that is held back", () => {
    const held = [aNode("p", { kind: "plan" }), aNode("x"), aNode("y")];
    const settings = someSettings({ plan: "before_and_after" });
    const desk = aDesk(aContext({ content: aContent({ nodes: held }), settings }));
    const next = traceCommands(desk).find(({ shortcut }) => shortcut === "j");
    next?.run();
    expect([desk.state.get().selected, desk.state.get().said]).toEqual(["p", "No step comes after this one."]);
    desk.state.set({ revealed: true });
    next?.run();
    expect(desk.state.get().selected).toBe("x");
  });

  it("fold and unfold the text of the selected step, and say so", () => {
    const long = [aNode("a", { text_parts: ["word ".repeat(700)] }), aNode("b")];
    const desk = aDesk(aContext({ content: aContent({ nodes: long }) }));
    const fold = traceCommands(desk).find(({ shortcut }) => shortcut === "o");
    fold?.run();
    expect([[...desk.state.get().unfolded], desk.state.get().said]).toEqual([["a/0"], "Unfolded"]);
    fold?.run();
    expect([[...desk.state.get().unfolded], desk.state.get().said]).toEqual([[], "Folded"]);
    desk.select("b");
    fold?.run();
    expect(desk.state.get().said).toBe("Nothing is folded here.");
  });

  it("quote only while words are selected, and say where they can be quoted", () => {
    const { desk, press } = deskWith();
    expect(press("q").state.get().said).toBe("");
    const heading = document.body.appendChild(document.createElement("h1"));
    heading.textContent = "Not a step";
    window.getSelection()?.selectAllChildren(heading);
    press("q");
    expect(desk.state.get().said).toBe("Select words in the text of a step first.");
    window.getSelection()?.removeAllRanges();
    heading.remove();
  });

  it("cancel what is being selected, and are free for others when nothing is", () => {
    const { commands, desk, press } = deskWith({}, { state: { picking: { for: "error", id: "e" } } });
    const escape = commands.find(({ shortcut }) => shortcut === "escape");
    expect(escape?.disabled).toBe(false);
    press("escape");
    expect(desk.state.get().picking).toBeNull();
    expect(escape?.disabled).toBe(true);
  });

  it("of a long scale end with the ninth", () => {
    const anchors = Array.from({ length: 11 }, (_, value) => ({ value, label: `Grade ${value}`, description: "" }));
    const { commands } = deskWith({ scale: { type: "ordinal", anchors }, wrong: [0] });
    const labels = commands.filter(({ group }) => group === "Label").slice(0, 12);
    expect(labels.map(({ label, shortcut }) => [label, shortcut]).slice(7)).toEqual([
      ["Grade 3", "8"],
      ["Grade 2", "9"],
      ["Grade 1", undefined],
      ["Grade 0", undefined],
      ["Cannot verify", "u"],
    ]);
  });

  it("are each taken once", () => {
    const keys = deskWith({ mode: "rate_all" }).commands.flatMap(({ shortcut }) => shortcut ?? []);
    expect(keys).toEqual([...new Set(keys)]);
  });
});
