import { describe, expect, it } from "vitest";

import { emptyAnswer } from "../answer";
import { anAttribute } from "../testing";
import { agreedBoxes, withAllOf } from "./adopting";
import type { Layer } from "./conflicts";
import { aCell, aCellLabel, cells, cellSettings } from "./testing";

const wide = (id: string, x: number, label = "rbc") => aCell(id, label, { x, y: 0, width: 10, height: 10 });
const layer = (id: string, ...boxes: ReturnType<typeof aCell>[]): Layer<ReturnType<typeof aCell>> => ({
  id,
  name: id,
  boxes,
});

const labels = [
  aCellLabel("rbc"),
  aCellLabel("wbc", { attributes: [anAttribute(), anAttribute({ key: "age", type: "number", max: 9 })] }),
];
const settings = cellSettings({ labels });

describe("adopting everything of one person", () => {
  it("takes boxes and criteria, and keeps one's own comments where they point at", () => {
    const comments = [{ id: "k", box: "mine", x: 1, y: 2, text: "Look here." }];
    const own = { ...cells(aCell("mine")), comments, criteria: { focus: { value: 1 }, stain: { value: "g" } } };
    const other = { ...cells(aCell("theirs", "wbc", { suggested: "s1" })), criteria: { focus: { value: 0 } } };
    const next = withAllOf(own, other, settings);
    expect(next.boxes).toMatchObject([{ label: "wbc", x: 10 }]);
    expect(next.boxes[0]?.id).not.toBe("theirs");
    expect(next.boxes[0]).not.toHaveProperty("suggested");
    expect(next.comments).toEqual([{ id: "k", box: null, x: 1, y: 2, text: "Look here." }]);
    expect(next.criteria).toEqual({ focus: { value: 0 }, stain: { value: "g" } });
  });

  it("leaves out attributes that the label no longer asks, or not with these values", () => {
    const attributes = { wet: { value: true }, age: { value: 12 }, gone: { value: "x" } };
    const next = withAllOf(emptyAnswer(), cells(aCell("b", "wbc", { attributes })), settings);
    expect(next.boxes[0]?.attributes).toEqual({ wet: { value: true } });
  });

  it("takes over that there are no objects", () => {
    const next = withAllOf(cells(aCell("mine")), { ...emptyAnswer(), no_objects: true }, settings);
    expect(next).toMatchObject({ boxes: [], no_objects: true });
  });
});

describe("what all agree on", () => {
  it("is the box in the middle of each object that all found with one label", () => {
    const layers = [
      layer("A", wide("a1", 0), wide("a2", 50)),
      layer("B", wide("b1", 1), wide("b2", 50, "wbc")),
      layer("C", wide("c1", 3), wide("c2", 50)),
    ];
    expect(agreedBoxes(layers, 0.5).map(({ id }) => id)).toEqual(["b1"]);
  });

  it("leaves out what somebody did not find, and boxes that are too far apart", () => {
    const chain = [layer("A", wide("a1", 0)), layer("B", wide("b1", 3)), layer("C", wide("c1", 6))];
    expect(agreedBoxes(chain, 0.5)).toEqual([]);
    expect(agreedBoxes([layer("A", wide("a1", 0)), layer("B")], 0.5)).toEqual([]);
  });

  it("is nothing for one person alone", () => {
    expect(agreedBoxes([layer("A", wide("a1", 0))], 0.5)).toEqual([]);
  });
});
