import { describe, expect, it } from "vitest";

import { sharedAttributes, sharedValue } from "./asked";
import { aBox, aLabel, anAttribute, someSettings } from "./testing";

const options = [{ value: "round", label: "Round" }];
const shape = anAttribute({ key: "shape", title: "Shape", type: "radio", options });
const labels = [
  aLabel("rbc", { attributes: [anAttribute(), shape] }),
  aLabel("wbc", { attributes: [shape, anAttribute({ key: "age", type: "number" })] }),
  aLabel("platelet", { attributes: [{ ...shape, options: [...options, { value: "flat", label: "Flat" }] }] }),
];
const settings = someSettings({ labels });
const keys = (...boxes: ReturnType<typeof aBox>[]) => sharedAttributes(boxes, settings).map(({ key }) => key);

describe("what several boxes have in common", () => {
  it("are the attributes that all their labels ask in the same way", () => {
    expect(keys(aBox("a"), aBox("b"))).toEqual(["wet", "shape"]);
    expect(keys(aBox("a"), aBox("b", "wbc"))).toEqual(["shape"]);
    expect(keys(aBox("a"), aBox("b", "platelet"))).toEqual([]);
    expect(keys(aBox("a"), aBox("b", "gone"))).toEqual([]);
  });

  it("is a value when all have it, and mixed when they differ", () => {
    const dry = aBox("a", "rbc", { attributes: { wet: { value: false } } });
    const unsure = aBox("b", "rbc", { attributes: { wet: { missing: "not_sure" } } });
    expect(sharedValue([dry, { ...dry, id: "c" }], "wet")).toEqual({ mixed: false, value: { value: false } });
    expect(sharedValue([dry, unsure], "wet")).toEqual({ mixed: true });
    expect(sharedValue([dry, aBox("d")], "wet")).toEqual({ mixed: true });
    expect(sharedValue([aBox("d")], "wet")).toEqual({ mixed: false, value: undefined });
  });
});
