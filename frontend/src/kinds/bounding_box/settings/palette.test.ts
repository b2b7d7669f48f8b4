import { describe, expect, it } from "vitest";

import { colourName, nextColour } from "./palette";

describe("colours", () => {
  it("are given in the order of the palette, the least used first", () => {
    const palette = ["#0066FF", "#99FF33", "#660033"];
    expect(nextColour(palette, [])).toBe("#0066FF");
    expect(nextColour(palette, ["#0066ff", "#123456"])).toBe("#99FF33");
    expect(nextColour(palette, [...palette, "#0066FF", "#660033"])).toBe("#99FF33");
  });

  it("have names for those who do not see them", () => {
    expect(["#0066FF", "#FF9900", "#330099", "#66FF99", "#D55E00", "#CCCCCC"].map(colourName)).toEqual([
      "blue, #0066FF",
      "orange, #FF9900",
      "dark purple, #330099",
      "green, #66FF99",
      "orange, #D55E00",
      "light grey, #CCCCCC",
    ]);
  });
});
