import { describe, expect, it } from "vitest";

import { traceCommands } from "./commands";
import { aContent, aContext, aDesk, aNode, someSettings } from "./testing";
import type { Settings } from "./types";

const nodes = [aNode("a"), aNode("r", { kind: "tool_result" }), aNode("b"), aNode("c")];

function deskWith(settings: Partial<Settings> = {}, options: Parameters<typeof aDesk>[1] = {}) {
  const desk = aDesk(aContext({ content: aContent({ nodes }), settings: someSettings(settings) }), options);
  const commands = traceCommands(desk);
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

  it("are each taken once", () => {
    const keys = deskWith({ mode: "rate_all" }).commands.flatMap(({ shortcut }) => shortcut ?? []);
    expect(keys).toEqual([...new Set(keys)]);
  });
});
