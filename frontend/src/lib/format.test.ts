import { describe, expect, it } from "vitest";

import { ago, bytes, coefficient, counted, duration, percent } from "./format";

const NOON = Date.parse("2026-11-20T12:00:00Z");

describe("format", () => {
  it("counts in the singular and the plural", () => {
    expect(counted(1, "task")).toBe("1 task");
    expect(counted(1204, "task")).toBe("1,204 tasks");
    expect(counted(2, "person", "people")).toBe("2 people");
  });

  it("gives sizes in decimal units", () => {
    expect(bytes(999)).toBe("999 B");
    expect(bytes(1000)).toBe("1.0 kB");
    expect(bytes(12_600_000)).toBe("13 MB");
    expect(bytes(2_500_000_000)).toBe("2.5 GB");
  });

  it("says how long ago something was", () => {
    expect(ago("2026-11-20T11:59:58Z", NOON)).toBe("just now");
    expect(ago("2026-11-20T11:59:20Z", NOON)).toBe("40 seconds ago");
    expect(ago("2026-11-20T09:00:00Z", NOON)).toBe("3 hours ago");
    expect(ago("2026-11-19T11:00:00Z", NOON)).toBe("yesterday");
    expect(ago("2026-11-25T12:00:00Z", NOON)).toBe("in 5 days");
  });

  it("gives durations in the two greatest units", () => {
    expect(duration(41_600)).toBe("42 s");
    expect(duration(185_000)).toBe("3 min 5 s");
    expect(duration(4_320_000)).toBe("1 h 12 min");
  });

  it("writes a missing figure as a dash and a negative one with a minus sign", () => {
    expect(coefficient(null)).toBe("–");
    expect(coefficient(-0.126)).toBe("−0.13");
  });

  it("makes no percentage of nothing", () => {
    expect(percent(3, 0)).toBe(0);
    expect(percent(1, 3)).toBe(33);
  });
});
