import { describe, expect, it } from "vitest";

import { activeMs, isIdle, noteAct, setAttention, startClock } from "./clock";

describe("active time", () => {
  it("runs while the page has the person's attention", () => {
    const clock = noteAct(startClock(0, true, 1000), 21_000);
    expect(activeMs(clock, 26_000)).toBe(25_000);
  });

  it("goes on from what an earlier sitting counted", () => {
    expect(activeMs(startClock(7000, true, 0), 500)).toBe(7500);
  });

  it("stands still while the page is hidden or out of focus", () => {
    let clock = setAttention(startClock(0, true, 0), false, 10_000);
    expect(activeMs(clock, 500_000)).toBe(10_000);
    clock = setAttention(clock, true, 500_000);
    expect(activeMs(clock, 503_000)).toBe(13_000);
  });

  it("counts a minute at most without a sign of life", () => {
    const clock = startClock(0, true, 0);
    expect(activeMs(clock, 59_000)).toBe(59_000);
    expect(activeMs(clock, 3_600_000)).toBe(60_000);
    expect(isIdle(clock, 61_000)).toBe(true);
    const back = noteAct(clock, 3_600_000);
    expect(activeMs(back, 3_605_000)).toBe(65_000);
    expect(isIdle(back, 3_605_000)).toBe(false);
  });

  it("does not start before the page is looked at", () => {
    const clock = startClock(0, false, 0);
    expect(activeMs(noteAct(clock, 5000), 9000)).toBe(0);
  });
});
