import { describe, expect, it } from "vitest";

import { aNode } from "../testing";
import { axisOf, clockWords, hasTimes, shownSpan, spanWords, ticksOf } from "./axis";

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 5, 9, 0, seconds)).toISOString();
const timed = (id: string, start: number, end: number | null) =>
  aNode(id, { start: at(start), end: end === null ? null : at(end) });

describe("an axis of time", () => {
  const nodes = [timed("a", 10, 20), timed("b", 20, 50), timed("c", 40, null), aNode("d")];
  const axis = axisOf(nodes, "time");

  it("reaches from the first start to the last end", () => {
    expect(axis.length).toBe(40_000);
    expect(axis.spans.get("a")).toEqual({ from: 0, to: 0.25, ended: true });
    expect(axis.spans.get("b")).toEqual({ from: 0.25, to: 1, ended: true });
  });

  it("marks only the start of a node whose end is not known, and nothing of one without a time", () => {
    expect(axis.spans.get("c")).toEqual({ from: 0.75, to: 0.75, ended: false });
    expect(axis.spans.has("d")).toBe(false);
  });

  it("takes an end before the start for no end", () => {
    const odd = axisOf([timed("a", 0, 10), timed("b", 8, 5)], "time");
    expect(odd.spans.get("b")).toEqual({ from: 0.8, to: 0.8, ended: false });
  });

  it("is offered where at least half of the nodes have a start, and not all the same", () => {
    expect(hasTimes(nodes)).toBe(true);
    expect(hasTimes([timed("a", 3, 4), timed("b", 3, 5)])).toBe(false);
    expect(hasTimes([timed("a", 3, 4), timed("b", 5, 6), aNode("c"), aNode("d"), aNode("e")])).toBe(false);
    expect(hasTimes([])).toBe(false);
  });

  it("has marks at even times", () => {
    expect(ticksOf(axis, 5)).toEqual([
      { at: 0, label: "0 s" },
      { at: 0.25, label: "10 s" },
      { at: 0.5, label: "20 s" },
      { at: 0.75, label: "30 s" },
      { at: 1, label: "40 s" },
    ]);
  });

  it("lasts as long as one moment where nothing takes time", () => {
    expect(axisOf([], "time")).toMatchObject({ length: 1 });
    expect(ticksOf(axisOf([timed("a", 5, 5)], "time"), 6).length).toBeLessThan(7);
  });
});

describe("an axis of order", () => {
  it("gives each node the same room, and a parent the room of all that is below it", () => {
    const nodes = [aNode("a"), aNode("b", { parent: "a" }), aNode("c", { parent: "b" }), aNode("d")];
    const { spans, length } = axisOf(nodes, "order");
    expect(length).toBe(4);
    expect(spans.get("a")).toEqual({ from: 0, to: 0.75, ended: true });
    expect(spans.get("b")).toEqual({ from: 0.25, to: 0.75, ended: true });
    expect(spans.get("d")).toEqual({ from: 0.75, to: 1, ended: true });
  });

  it("has its marks in the middle of the nodes they count", () => {
    const nodes = Array.from({ length: 10 }, (_, place) => aNode(`n${place}`));
    expect(ticksOf(axisOf(nodes, "order"), 5)).toEqual([
      { at: 0.15, label: "2" },
      { at: 0.35, label: "4" },
      { at: 0.55, label: "6" },
      { at: 0.75, label: "8" },
      { at: 0.95, label: "10" },
    ]);
  });

  it("counts ten thousand nodes with no more marks than asked for", () => {
    const nodes = Array.from({ length: 10_000 }, (_, place) => aNode(`n${place}`));
    const ticks = ticksOf(axisOf(nodes, "order"), 7);
    expect(ticks.map(({ label }) => label)).toEqual(["2,000", "4,000", "6,000", "8,000", "10,000"]);
  });
});

describe("times in words", () => {
  it("are as fine as they need be", () => {
    expect([0, 0.2, 420, 3240, 61_000].map(spanWords)).toEqual(["0 s", "1 ms", "420 ms", "3.2 s", "1 min 1 s"]);
  });

  it("are short on the axis", () => {
    expect([30_000, 105_000, 7_500_000].map(clockWords)).toEqual(["30 s", "1:45", "2:05:00"]);
  });
});

describe("a window over the axis", () => {
  it("stays where the bar is in sight", () => {
    expect(shownSpan(0.2, 0.4, { from: 0.3, to: 0.5 })).toBe(0.2);
  });

  it("moves no further than the bar needs, with a little room beside it", () => {
    expect(shownSpan(0.5, 0.2, { from: 0.3, to: 0.35 })).toBeCloseTo(0.28);
    expect(shownSpan(0, 0.2, { from: 0.5, to: 0.6 })).toBeCloseTo(0.42);
    expect(shownSpan(0, 0.2, { from: 0.95, to: 1 })).toBeCloseTo(0.8);
  });

  it("begins a bar that is too long for it", () => {
    expect(shownSpan(0.6, 0.2, { from: 0.1, to: 0.9 })).toBeCloseTo(0.08);
  });
});
