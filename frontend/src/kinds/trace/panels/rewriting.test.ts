import { describe, expect, it } from "vitest";

import { aNode, aTool } from "../testing";
import { argumentsText, parseArguments, rewriteOf, textOf, wordDiff } from "./rewriting";

describe("a better version", () => {
  it("begins with what the step says", () => {
    expect(textOf(aNode("a", { text_parts: ["One.", "Two."] }))).toBe("One.\n\nTwo.");
    expect(argumentsText(aTool())).toBe('{\n  "query": "primes"\n}');
    expect(argumentsText(aTool({ arguments: null, raw: '{"query": ', valid: false }))).toBe('{"query": ');
  });

  it("is none while it says the same", () => {
    const node = aNode("a", { text_parts: ["One.", "Two."] });
    expect(rewriteOf({ text: "One.\n\nTwo." }, node)).toBeNull();
    expect(rewriteOf({ text: "One." }, node)).toEqual({ text: "One." });
  });

  it("of a call counts the order of its arguments as nothing", () => {
    const node = aNode("a", { kind: "tool_call", tool: aTool({ arguments: { from: 2, to: 9 } }) });
    expect(rewriteOf({ name: "search", arguments: { to: 9, from: 2 } }, node)).toBeNull();
    const better = { name: "lookup", arguments: { from: 2, to: 9 } };
    expect(rewriteOf(better, node)).toEqual(better);
  });

  it("of a call without valid arguments is any valid version", () => {
    const node = aNode("a", { kind: "tool_call", tool: aTool({ arguments: null, raw: "{", valid: false }) });
    expect(rewriteOf({ name: "search", arguments: null }, node)).toEqual({ name: "search", arguments: null });
  });

  it("says why arguments are no JSON", () => {
    expect(parseArguments("[1, 2]")).toEqual({ ok: true, value: [1, 2] });
    const bad = parseArguments("{query: 1}");
    expect(bad.ok ? "" : bad.problem).toMatch(/^This is no valid JSON\. .+/);
  });
});

describe("the word diff", () => {
  const rebuilt = (segments: ReturnType<typeof wordDiff>, without: "removed" | "added") =>
    segments
      .filter(({ type }) => type !== without)
      .map(({ text }) => text)
      .join("");

  it("marks the words that differ", () => {
    expect(wordDiff("101 is prime", "103 is prime")).toEqual([
      { type: "removed", text: "101" },
      { type: "added", text: "103" },
      { type: "same", text: " is prime" },
    ]);
  });

  it("gives both texts back, and soon, however long they are", () => {
    const before = Array.from({ length: 20_000 }, (_, at) => `word${String(at)}`).join(" ");
    const after = Array.from({ length: 20_000 }, (_, at) => `other${String(at)}`).join(" ");
    const begun = performance.now();
    const segments = wordDiff(before, after);
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(rebuilt(segments, "added")).toBe(before);
    expect(rebuilt(segments, "removed")).toBe(after);
  });
});
