import { describe, expect, it } from "vitest";

import { anAttribute } from "../testing";
import { sharedAttributes, sharedValue } from "./asked";
import { aCell, aCellLabel, cellSettings } from "./testing";

const options = [{ value: "round", label: "Round" }];
const shape = anAttribute({ key: "shape", title: "Shape", type: "radio", options });
const labels = [
  aCellLabel("rbc", { attributes: [anAttribute(), shape] }),
  aCellLabel("wbc", { attributes: [shape, anAttribute({ key: "age", type: "number" })] }),
  aCellLabel("platelet", { attributes: [{ ...shape, options: [...options, { value: "flat", label: "Flat" }] }] }),
];
const settings = cellSettings({ labels });
const keys = (...boxes: ReturnType<typeof aCell>[]) => sharedAttributes(boxes, settings).map(({ key }) => key);

describe("what several boxes have in common", () => {
  it("are the attributes that all their labels ask in the same way", () => {
    expect(keys(aCell("a"), aCell("b"))).toEqual(["wet", "shape"]);
    expect(keys(aCell("a"), aCell("b", "wbc"))).toEqual(["shape"]);
    expect(keys(aCell("a"), aCell("b", "platelet"))).toEqual([]);
    expect(keys(aCell("a"), aCell("b", "gone"))).toEqual([]);
  });

  it("is a value when all have it, and mixed when they differ", () => {
    const dry = aCell("a", "rbc", { attributes: { wet: { value: false } } });
    const unsure = aCell("b", "rbc", { attributes: { wet: { missing: "not_sure" } } });
    expect(sharedValue([dry, { ...dry, id: "c" }], "wet")).toEqual({ mixed: false, value: { value: false } });
    expect(sharedValue([dry, unsure], "wet")).toEqual({ mixed: true });
    expect(sharedValue([dry, aCell("d")], "wet")).toEqual({ mixed: true });
    expect(sharedValue([aCell("d")], "wet")).toEqual({ mixed: false, value: undefined });
  });
});
