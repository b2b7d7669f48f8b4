import { expect, test } from "vitest";

import { stageCommands } from "./commands";
import { aBox, aContext, anAnswer, aStage, someSettings, type TestStage } from "./testing";

/** What the desk around the kind has taken: skip, flag, guidelines, my answers, shortcuts, undo, redo, submit, palette. */
const TAKEN = ["s", "shift+f", "shift+g", "l", "?", "/", "a", "mod+z", "mod+shift+z", "mod+enter", "mod+k"];

const ONE = aBox({ id: "one", x: 100, y: 100, width: 200, height: 160 });
const TWO = aBox({ id: "two", x: 400, y: 150, width: 40, height: 30, label: "dog" });
const BOTH = anAnswer({ boxes: [ONE, TWO] });

function press(stage: TestStage, shortcut: string): void {
  const command = stageCommands(stage).find((each) => each.shortcut === shortcut);
  if (!command) throw new Error(`Nothing has the key ${shortcut}.`);
  if (!command.disabled) command.run();
}

const boxesOf = (stage: TestStage) => stage.read().boxes;

test("every key has one command, and none is the desk's", () => {
  const stage = aStage(BOTH, {}, { suggestion: anAnswer({ boxes: [aBox({ id: "s1" })] }) });
  const keys = stageCommands(stage).flatMap((command) => command.shortcut ?? []);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.filter((key) => TAKEN.includes(key))).toEqual([]);
  // A sequence such as "g p" would swallow its first key.
  expect(keys.filter((key) => key.includes(" "))).toEqual([]);
});

test("where nothing can be changed there are only commands to look and to select", () => {
  const groups = stageCommands(aStage(BOTH, {}, { disabled: true })).map((command) => command.group);
  expect(new Set(groups)).toEqual(new Set(["Picture", "Selection"]));
});

test("escape gives up one thing at a time: drawing, comment, selection, tool", () => {
  const gesture = { type: "draw" as const, start: { x: 3, y: 4 }, waiting: true };
  const comment = { id: null, box: null, x: 5, y: 6 };
  const stage = aStage(BOTH, { tool: "draw", gesture, comment, selection: ["one"] });
  const left = () => {
    press(stage, "escape");
    const { tool, selection, ...state } = stage.state.get();
    return [state.gesture, state.comment, tool, selection];
  };
  expect(left()).toEqual([null, comment, "draw", ["one"]]);
  expect(left()).toEqual([null, null, "draw", ["one"]]);
  expect(left()).toEqual([null, null, "draw", []]);
  expect(left()).toEqual([null, null, "select", []]);
});

test("a digit sets the label of what is selected, and of what is drawn next", () => {
  const stage = aStage(BOTH, { selection: ["one"] });
  press(stage, "2");
  expect(boxesOf(stage)[0]?.label).toBe("dog");
  expect(stage.state.get()).toMatchObject({ label: "dog", said: "Box is now Dog" });
  press(stage, "b");
  expect(boxesOf(stage).at(-1)?.label).toBe("dog");
});

test("while a box is being drawn, a digit is for that box and leaves the selected one alone", () => {
  const gesture = { type: "draw" as const, start: { x: 3, y: 4 }, waiting: true };
  const stage = aStage(BOTH, { selection: ["one"], gesture });
  press(stage, "2");
  expect(stage.state.get().label).toBe("dog");
  expect(stage.answers).toHaveLength(1);
});

test("arrows move by a pixel and with Shift by ten, and stop at the border", () => {
  const stage = aStage(BOTH, { selection: ["two"] });
  press(stage, "arrowleft");
  press(stage, "shift+arrowdown");
  expect(boxesOf(stage)[1]).toMatchObject({ x: 399, y: 160, width: 40, height: 30 });
  for (let count = 0; count < 50; count++) press(stage, "shift+arrowright");
  expect(boxesOf(stage)[1]).toMatchObject({ x: 760, y: 160 });
});

test("arrows with Ctrl move the right and the lower edge, down to the least size", () => {
  const stage = aStage(BOTH, { selection: ["two"] });
  press(stage, "mod+arrowright");
  press(stage, "mod+shift+arrowup");
  expect(boxesOf(stage)[1]).toMatchObject({ x: 400, y: 150, width: 41, height: 20 });
  for (let count = 0; count < 9; count++) press(stage, "mod+shift+arrowup");
  expect(boxesOf(stage)[1]).toMatchObject({ y: 150, height: 2 });
});

test("Tab goes from box to box only while the picture has the focus, and leaves it after the last", () => {
  const stage = aStage(BOTH);
  press(stage, "tab");
  expect(stage.state.get().selection).toEqual([]);
  const picture = document.body.appendChild(document.createElement("div"));
  picture.tabIndex = 0;
  picture.dataset.stage = "";
  picture.focus();
  press(stage, "tab");
  expect(stage.state.get().selection).toEqual(["one"]);
  press(stage, "tab");
  expect(stage.state.get()).toMatchObject({ selection: ["two"], said: "Box 2, Dog, selected" });
  expect(stageCommands(stage).find((command) => command.shortcut === "tab")?.disabled).toBe(true);
  press(stage, "shift+tab");
  expect(stage.state.get().selection).toEqual(["one"]);
  picture.remove();
});

test("what is copied is pasted beside itself, and as often as wanted", () => {
  const stage = aStage(BOTH, { selection: ["two"] });
  press(stage, "mod+c");
  press(stage, "mod+v");
  press(stage, "mod+v");
  expect(boxesOf(stage).map(({ x, y }) => [x, y])).toEqual([
    [100, 100],
    [400, 150],
    [412, 162],
    [424, 174],
  ]);
  expect(new Set(boxesOf(stage).map((box) => box.id)).size).toBe(4);
  expect(stage.state.get().selection).toEqual([boxesOf(stage)[3]?.id]);
});

test("pasted on another image, boxes lie where they were, as far as that image goes", () => {
  press(aStage(BOTH, { selection: ["one", "two"] }), "mod+c");
  const context = aContext({ content: { image: { width: 420, height: 600 } } });
  const other = aStage(anAnswer(), {}, { context });
  press(other, "mod+v");
  expect(boxesOf(other)).toMatchObject([
    { x: 100, y: 100 },
    { x: 380, y: 150 },
  ]);
});

test("duplicating leaves what was copied", () => {
  const stage = aStage(BOTH, { selection: ["one"] });
  press(stage, "mod+d");
  expect(boxesOf(stage).at(-1)).toMatchObject({ x: 112, y: 112, width: 200, height: 160, label: "cat" });
});

test("cut boxes are gone until they are pasted", () => {
  const stage = aStage(BOTH, { selection: ["two"] });
  press(stage, "mod+x");
  expect(boxesOf(stage)).toEqual([ONE]);
  press(stage, "mod+v");
  expect(boxesOf(stage)[1]).toMatchObject({ x: 400, y: 150, label: "dog" });
});

test("locked boxes are neither moved, relabelled nor deleted", () => {
  const stage = aStage(BOTH, { selection: ["one", "two"], locked: new Set(["one"]) });
  press(stage, "arrowup");
  press(stage, "1");
  press(stage, "delete");
  expect(boxesOf(stage)).toEqual([ONE]);
});

test("all boxes are selected but those that are hidden or locked", () => {
  const stage = aStage(BOTH, { hidden: new Set(["one"]) });
  press(stage, "mod+a");
  expect(stage.state.get().selection).toEqual(["two"]);
  press(stage, "shift+h");
  press(stage, "mod+a");
  press(stage, "shift+l");
  expect([...stage.state.get().locked]).toEqual(["one", "two"]);
});

test("a hidden box is not selected any longer", () => {
  const stage = aStage(BOTH, { selection: ["one", "two"] });
  press(stage, "h");
  expect(stage.state.get()).toMatchObject({ selection: [], said: "2 hidden" });
});

test("a flag is set for all that are selected, unless all have it", () => {
  const stage = aStage(anAnswer({ boxes: [{ ...ONE, occluded: true }, TWO] }), { selection: ["one", "two"] });
  press(stage, "q");
  expect(boxesOf(stage).map((box) => box.occluded)).toEqual([true, true]);
  press(stage, "q");
  expect(boxesOf(stage).map((box) => box.occluded)).toEqual([undefined, undefined]);
});

test("that there are no objects is said by key, and only without boxes", () => {
  const stage = aStage(anAnswer());
  press(stage, "x");
  expect(stage.read().no_objects).toBe(true);
  press(stage, "x");
  expect(stage.read().no_objects).toBe(false);
  const withBoxes = aStage(BOTH);
  press(withBoxes, "x");
  expect(withBoxes.answers).toHaveLength(1);
});

test("a project without flags or without “no objects” has no keys for them", () => {
  const context = aContext({ settings: someSettings({ occlusion: false, no_objects: false }) });
  const keys = stageCommands(aStage(BOTH, {}, { context })).map((command) => command.shortcut);
  expect(keys.filter((key) => ["q", "t", "x"].includes(key ?? ""))).toEqual([]);
});

test("without a label there is nothing to draw with", () => {
  const context = aContext({ settings: someSettings({ labels: [] }) });
  const stage = aStage(anAnswer(), { label: null }, { context });
  press(stage, "n");
  press(stage, "b");
  expect(stage.state.get().tool).toBe("select");
  expect(boxesOf(stage)).toEqual([]);
});

test("zooming to the selected box brings it into the middle", () => {
  const stage = aStage(BOTH, { selection: ["two"] });
  press(stage, "z");
  const { x, y, scale } = stage.viewport.get();
  expect([420 * scale + x, 165 * scale + y]).toEqual([400, 300]);
});
