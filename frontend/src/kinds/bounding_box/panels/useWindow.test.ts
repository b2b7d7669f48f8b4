import { describe, expect, it } from "vitest";

import { windowOf } from "./useWindow";

describe("the rows that are drawn", () => {
  it("are those in sight and a few beyond", () => {
    expect(windowOf({ top: 3000, height: 300 }, 10_000, 30)).toEqual({ from: 92, to: 119 });
  });

  it("end with the list", () => {
    expect(windowOf({ top: 0, height: 300 }, 3, 30)).toEqual({ from: 0, to: 3 });
    expect(windowOf({ top: 299_700, height: 300 }, 10_000, 30)).toEqual({ from: 9982, to: 10_000 });
  });

  it("are still some after a long list became short", () => {
    expect(windowOf({ top: 299_700, height: 300 }, 20, 30)).toEqual({ from: 11, to: 20 });
    expect(windowOf({ top: 299_700, height: 300 }, 0, 30)).toEqual({ from: 0, to: 0 });
  });
});
