import { describe, expect, it } from "vitest";

import type { Label } from "../types";
import {
  isRemovable,
  keyFor,
  newTitles,
  sayUsage,
  titlesIn,
  withAdded,
  withArchived,
  withMerged,
  withMoved,
  withRemoved,
  withRestored,
  withShortcut,
} from "./editing";

const PALETTE = ["#0066FF", "#99FF33", "#660033", "#00FFFF"];
const added = (labels: readonly Label[], titles: string[]) => withAdded(labels, titles, PALETTE);
const three = () => added([], ["Car", "Truck", "Bus"]);
const keys = (labels: readonly Label[]) => labels.map(({ key }) => key);
const find = (labels: readonly Label[], key: string) => labels.find((label) => label.key === key);

describe("the key of a label", () => {
  it("is made of its title", () => {
    expect(keyFor("Red blood cell", new Set())).toBe("red-blood-cell");
    expect(keyFor("Ampoule à 5 ml!", new Set())).toBe("ampoule-a-5-ml");
    expect(keyFor("2-wheeler", new Set())).toBe("2-wheeler");
  });

  it("is never empty, too long, or given twice", () => {
    expect(keyFor("细胞", new Set())).toBe("label");
    expect(keyFor("Car", new Set(["car", "car-2"]))).toBe("car-3");
    expect(keyFor("Absent", new Set())).toBe("absent-2");
    expect(keyFor("x".repeat(80), new Set())).toMatch(/^[a-z0-9][a-z0-9_-]{0,39}$/);
    expect(keyFor(`_-${"ab ".repeat(30)}`, new Set())).toMatch(/^[a-z0-9][a-z0-9_-]{0,39}$/);
  });
});

describe("adding labels", () => {
  it("takes one title a line, without blanks and repetitions", () => {
    expect(titlesIn(" Car \r\n\nTruck and more\nCar\n", 6)).toEqual(["Car", "Truck"]);
  });

  it("leaves out what the project has, whatever the case", () => {
    expect(newTitles(three(), ["car", "Tram", "TRAM", "Bus"])).toEqual(["Tram"]);
    expect(newTitles(withMerged(three(), "car", "bus"), ["Car"])).toEqual(["Car"]);
  });

  it("gives each a colour of its own and the next free digit", () => {
    const labels = added(withShortcut(three(), "truck", null), ["Tram"]);
    expect(labels.map(({ shortcut }) => shortcut)).toEqual(["1", null, "3", "2"]);
    expect(labels.map(({ colour }) => colour)).toEqual(PALETTE);
  });

  it("has no more digits than nine, and begins the palette again", () => {
    const labels = added(
      [],
      Array.from({ length: 13 }, (_, at) => `Label ${String(at)}`),
    );
    expect(labels.map(({ shortcut }) => shortcut).slice(8)).toEqual(["9", null, null, null, null]);
    expect(labels[12]?.colour).toBe("#0066FF");
    expect(new Set(keys(labels)).size).toBe(13);
  });
});

describe("changing labels", () => {
  it("takes a digit from whoever has it", () => {
    const labels = withShortcut(three(), "bus", "1");
    expect(labels.map(({ shortcut }) => shortcut)).toEqual([null, "2", "1"]);
  });

  it("moves a label past its neighbour among those that are drawn", () => {
    const labels = withArchived(three(), "truck");
    expect(keys(withMoved(labels, "bus", -1))).toEqual(["bus", "car", "truck"]);
    expect(keys(withMoved(labels, "car", 1))).toEqual(["truck", "bus", "car"]);
    expect(keys(withMoved(labels, "bus", 1))).toEqual(["car", "truck", "bus"]);
  });

  it("archives and restores; the digit is free meanwhile", () => {
    const archived = withArchived(three(), "car");
    expect(find(archived, "car")).toMatchObject({ archived: true, shortcut: null, merged_into: null });
    expect(added(archived, ["Tram"]).at(-1)?.shortcut).toBe("1");
    expect(find(withRestored(archived, "car"), "car")).toMatchObject({ archived: false });
  });

  it("merges a label, and those that were merged into it before", () => {
    const labels = withMerged(withMerged(three(), "car", "truck"), "truck", "bus");
    expect(labels.map(({ merged_into }) => merged_into)).toEqual(["bus", "bus", null]);
    expect(find(withRestored(labels, "truck"), "truck")?.merged_into).toBeNull();
  });
});

describe("removing labels", () => {
  const usage = { car: { mentions: 1204, answers: 31, tasks: 1 } };

  it("is only possible for those that no answer has", () => {
    expect(isRemovable(three(), "car", usage)).toBe(false);
    expect(keys(withRemoved(three(), "car", usage))).toEqual(["car", "truck", "bus"]);
    expect(keys(withRemoved(three(), "truck", usage))).toEqual(["car", "bus"]);
  });

  it("is not possible while others count as it", () => {
    expect(isRemovable(withMerged(three(), "car", "truck"), "truck", usage)).toBe(false);
  });

  it("says how often a label is used", () => {
    expect(sayUsage(usage, "car")).toBe("1,204 boxes in 1 task");
    expect(sayUsage(usage, "truck")).toBe("");
  });
});
