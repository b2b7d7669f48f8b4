import { describe, expect, it } from "vitest";

import { background, heat } from "./heat";

describe("the colour of a kappa", () => {
  it("grows with agreement beyond chance", () => {
    expect(heat(0)).toEqual({ hue: "agree", strength: 0 });
    expect(heat(0.5)).toEqual({ hue: "agree", strength: 23 });
    expect(heat(1)).toEqual({ hue: "agree", strength: 46 });
  });

  it("takes the other hue below chance", () => {
    expect(heat(-0.25)).toEqual({ hue: "differ", strength: 12 });
  });

  it("is mixed into the surface, so that it suits both themes", () => {
    expect(background(0.84)).toBe("color-mix(in srgb, var(--ts-info) 39%, var(--ts-surface))");
    expect(background(-1)).toBe("color-mix(in srgb, var(--ts-bad) 46%, var(--ts-surface))");
  });
});
