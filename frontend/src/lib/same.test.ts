import { expect, it } from "vitest";

import { isSame } from "./same";

it("takes no notice of the order of keys, at any depth", () => {
  expect(isSame({ a: 1, b: [{ c: 2, d: null }] }, { b: [{ d: null, c: 2 }], a: 1 })).toBe(true);
});

it("tells values, orders of lists and missing keys apart", () => {
  expect(isSame({ a: 1 }, { a: "1" })).toBe(false);
  expect(isSame([1, 2], [2, 1])).toBe(false);
  expect(isSame({ a: null }, {})).toBe(false);
});
