import { expect, it } from "vitest";

import { filtersSaid, leftOut } from "./reading";

it("says filters in words", () => {
  expect(filtersSaid({})).toBe("all tasks");
  expect(filtersSaid({ include_imported: true, include_images: false })).toBe("all tasks · without images");
  expect(filtersSaid({ status: ["settled"], min_agreement: 0, include_imported: false })).toBe(
    "settled · agreement from 0 · without imported answers",
  );
});

it("lists why tasks were left out, the commonest reason first", () => {
  const manifest = { counts: { left_out: { "The outcome is a tie.": 3, "status is open": 12 } } };
  expect(leftOut(manifest)).toEqual([
    { reason: "status is open", tasks: 12 },
    { reason: "The outcome is a tie.", tasks: 3 },
  ]);
  expect(leftOut({})).toEqual([]);
});
