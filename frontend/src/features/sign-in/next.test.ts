import { expect, it } from "vitest";

import { safeNext } from "./next";

it("leads back to pages of this site and nowhere else", () => {
  expect(safeNext("/projects/1?status=open")).toBe("/projects/1?status=open");
  ["https://evil.example", "//evil.example", "/\\evil.example", "/sign-in?next=/sign-in", undefined].forEach((next) => {
    expect(safeNext(next)).toBe("/");
  });
});
