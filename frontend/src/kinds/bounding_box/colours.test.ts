import { expect, test } from "vitest";

import { haloOf, inkOn, luminance } from "./colours";

test("luminance is that of WCAG", () => {
  expect(luminance("#ffffff")).toBeCloseTo(1, 9);
  expect(luminance("#000000")).toBe(0);
  expect(luminance("#0072B2")).toBeCloseTo(0.1526, 3);
});

test("light colours lie on a dark line and dark ones on a light line", () => {
  expect(haloOf("#F0E442")).toContain("0 0 0");
  expect(haloOf("#0072B2")).toContain("255 255 255");
});

test("words on a colour reach a contrast of 4.5", () => {
  for (const colour of ["#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7", "#777777"]) {
    const [lighter, darker] = [luminance(colour), luminance(inkOn(colour))].sort((one, other) => other - one);
    expect(((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05)).toBeGreaterThanOrEqual(4.5);
  }
});
