import { describe, expect, it } from "vitest";

import type { Label } from "../types";
import { findLabels } from "./searching";

const label = (title: string, supercategory = ""): Label => ({
  key: title.toLowerCase(),
  title,
  colour: "#009E73",
  shortcut: null,
  category_id: null,
  supercategory,
  archived: false,
  merged_into: null,
  attributes: [],
});

const labels = [label("Fire truck", "vehicle"), label("Truck", "vehicle"), label("Tree", "plant")];
const found = (query: string) => findLabels(labels, query).map(({ title }) => title);

describe("finding a label", () => {
  it("lists all in the order of the project before anything is typed", () => {
    expect(found("  ")).toEqual(["Fire truck", "Truck", "Tree"]);
  });

  it("puts titles that begin with the query first", () => {
    expect(found("tr")).toEqual(["Truck", "Tree", "Fire truck"]);
  });

  it("takes words in any order, also those of the group", () => {
    expect(found("vehicle fire")).toEqual(["Fire truck"]);
    expect(found("boat")).toEqual([]);
  });
});
