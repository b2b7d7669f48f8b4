import { describe, expect, it } from "vitest";

import { withSide } from "./placing";

const rect = { x: 10, y: 20, width: 30, height: 40 };
const image = { width: 200, height: 100 };
const typed = (side: Parameters<typeof withSide>[1], value: number) => withSide(rect, side, value, image, 4);

describe("a number of a box, typed", () => {
  it("moves or resizes in one direction", () => {
    expect(typed("x", 70.5)).toEqual({ ...rect, x: 70.5 });
    expect(typed("height", 33)).toEqual({ ...rect, height: 33 });
  });

  it("keeps the box inside the image", () => {
    expect(typed("x", 190)).toEqual({ ...rect, x: 170 });
    expect(typed("y", -5)).toEqual({ ...rect, y: 0 });
    expect(typed("width", 999)).toEqual({ ...rect, width: 190 });
    expect(typed("height", 999)).toEqual({ ...rect, height: 80 });
  });

  it("keeps the box as large as the project asks", () => {
    expect(typed("width", 1)).toEqual({ ...rect, width: 4 });
  });
});
