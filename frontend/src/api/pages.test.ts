import { expect, it } from "vitest";

import { cursorOf, fetchAll, type PageQuery } from "./pages";

it("reads the cursor out of the address of the next page", () => {
  expect(cursorOf("http://localhost/api/projects/?cursor=cD0x%3D&page_size=50")).toBe("cD0x=");
  expect(cursorOf(null)).toBeUndefined();
});

it("fetches every page of a short list, in order", async () => {
  const asked: (string | undefined)[] = [];
  const pages: Record<string, { results: number[]; next: string | null }> = {
    start: { results: [1, 2], next: "http://localhost/?cursor=two" },
    two: { results: [3], next: null },
  };
  const rows = await fetchAll((query: PageQuery) => {
    asked.push(query.cursor);
    return Promise.resolve(pages[query.cursor ?? "start"] ?? { results: [], next: null });
  });
  expect(rows).toEqual([1, 2, 3]);
  expect(asked).toEqual([undefined, "two"]);
});
