import { describe, expect, it } from "vitest";

import { wordDiff } from "./diff";

const rebuilt = (segments: ReturnType<typeof wordDiff>, without: "removed" | "added") =>
  segments
    .filter((segment) => segment.type !== without)
    .map((segment) => segment.text)
    .join("");

describe("word diff", () => {
  it("marks the words that differ and keeps the rest", () => {
    expect(wordDiff("The cat sat down.", "The dog sat down.")).toEqual([
      { type: "same", text: "The" },
      { type: "removed", text: " cat" },
      { type: "added", text: " dog" },
      { type: "same", text: " sat down." },
    ]);
  });

  it("finds nothing between equal texts, and everything between strangers", () => {
    expect(wordDiff("same words", "same words")).toEqual([{ type: "same", text: "same words" }]);
    expect(wordDiff("", "new")).toEqual([{ type: "added", text: "new" }]);
    expect(wordDiff("old", "")).toEqual([{ type: "removed", text: "old" }]);
  });

  it("a word that two rewritten passages happen to share is part of the change", () => {
    const segments = wordDiff("Check the plug and socket first of all.", "Exchange or refund the whole lamp, please.");
    expect(segments).toEqual([
      { type: "removed", text: "Check the plug and socket first of all" },
      { type: "added", text: "Exchange or refund the whole lamp, please" },
      { type: "same", text: "." },
    ]);
  });

  it("gives both texts back, also in other scripts", () => {
    const one = "Die Größe ist 3 cm; naïve Annahme\n\nzweiter Absatz";
    const other = "Die Größe ist 4 cm, naive Annahme\n\ndritter Absatz mit mehr";
    const segments = wordDiff(one, other);
    expect(rebuilt(segments, "added")).toBe(one);
    expect(rebuilt(segments, "removed")).toBe(other);
  });

  it("stays quick on very long texts by comparing lines first", () => {
    const line = (n: number) => `line ${n} with some words in it that repeat\n`;
    const lines = Array.from({ length: 1500 }, (_, n) => line(n));
    const changed = lines.map((text, n) => (n === 700 ? "line 700 is another one\n" : text));
    const started = performance.now();
    const segments = wordDiff(lines.join(""), changed.join(""));
    expect(performance.now() - started).toBeLessThan(1500);
    expect(rebuilt(segments, "added")).toBe(lines.join(""));
    expect(segments.filter((segment) => segment.type === "added").length).toBeGreaterThan(0);
  });
});
