import { describe, expect, it } from "vitest";

import type { FolderFacts, Upload } from "@/api/types";

import { factsOf, sayFolder } from "./facts";

describe("what is kept with a task", () => {
  const item = { file: "a/7.png", external_id: "a/7.png", source: "", licence: "", metadata: {} };

  it("names the id only where it is not the file's name", () => {
    expect(factsOf(item)).toEqual([]);
    expect(factsOf({ ...item, external_id: "seven", licence: "CC0-1.0" })).toEqual(["id seven", "licence CC0-1.0"]);
  });

  it("only names what a format keeps for itself", () => {
    expect(factsOf({ ...item, metadata: { split: "train", coco: { image: {} } } })).toEqual([
      "split: train",
      "more under “coco”",
    ]);
  });
});

describe("what a folder holds", () => {
  const facts = { images: 40, files: 41, tasks: 40, verdicts: 1 } as FolderFacts;

  it("is said without what it has none of", () => {
    const file = { size: 892_000, container: "zip" } as Upload;
    expect(sayFolder(file, facts, true)).toBe("892 kB · zip · 40 images · 1 other file · 40 tasks · 1 with an answer");
    expect(sayFolder(file, { ...facts, files: 40, verdicts: 0 }, true)).toBe("892 kB · zip · 40 images · 40 tasks");
  });

  it("may be annotations alone, or too much to be counted", () => {
    const file = { size: 900, container: "document" } as Upload;
    const alone = { ...facts, images: 0, files: 1 };
    const unread = { ...alone, tasks: null, verdicts: null };
    expect(sayFolder(file, unread, true)).toBe("900 B · annotations without images");
    expect(sayFolder(file, unread, false)).toBe("900 B");
  });
});
