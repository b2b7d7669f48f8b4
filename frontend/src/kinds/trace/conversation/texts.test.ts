import { describe, expect, it } from "vitest";

import { aTool } from "../testing";
import { withControls } from "./controls";
import { locate } from "./locating";
import { isLong, PAGE, pageAt, pagesOf, previewOf } from "./pages";
import { argumentsText, laidOut } from "./toolText";

describe("characters that nobody sees", () => {
  it("are shown by name where they turn the direction", () => {
    expect(withControls("a\u202egpj.exe\u202c").shown).toBe("a⟦RLO⟧gpj.exe⟦PDF⟧");
  });

  it("are shown as pictures where they control a terminal; tabs and lines stay", () => {
    expect(withControls("\u001b[31m\tred\n\u007f").shown).toBe("␛[31m\tred\n␡");
  });

  it("do not move the places of the text around them", () => {
    const text = "one\u202etwo\u2069three";
    const { shown, toShown, toSource } = withControls(text);
    for (const word of ["one", "two", "three"]) {
      expect(toShown(text.indexOf(word))).toBe(shown.indexOf(word));
      expect(toSource(shown.indexOf(word))).toBe(text.indexOf(word));
    }
    expect(toShown(text.length)).toBe(shown.length);
    expect(toSource(shown.length)).toBe(text.length);
  });
});

/** Half a letter: one of a pair without the other. */
const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

describe("a long text", () => {
  const line = "x".repeat(5_000_000);

  it("is folded by its characters or by its lines", () => {
    expect(isLong("word ".repeat(300))).toBe(false);
    expect(isLong("word ".repeat(700))).toBe(true);
    expect(isLong("a\n".repeat(60))).toBe(true);
  });

  it("begins with whole lines or words", () => {
    expect(previewOf(`${"word ".repeat(700)}`).endsWith("word ")).toBe(true);
    expect(previewOf("line\n".repeat(900)).split("\n").length).toBeLessThan(20);
  });

  it("is cut into pages that give the text again, none too large for the browser", () => {
    for (const text of [line, "word ".repeat(30_000), "😀".repeat(30_000), "", "short"]) {
      const pages = pagesOf(text);
      expect(pages.map(({ start, end }) => text.slice(start, end)).join("")).toBe(text);
      expect(Math.max(...pages.map(({ start, end }) => end - start))).toBeLessThanOrEqual(PAGE);
    }
  });

  it("is never cut inside a letter", () => {
    const text = `a${"😀".repeat(30_000)}`;
    for (const { start, end } of pagesOf(text)) expect(text.slice(start, end)).not.toMatch(HALF);
  });

  it("knows the page of a place", () => {
    const pages = pagesOf(line);
    expect(pageAt(pages, 0)).toBe(0);
    expect(pageAt(pages, PAGE)).toBe(1);
    expect(pageAt(pages, line.length - 1)).toBe(pages.length - 1);
  });
});

describe("finding shown words in the text as it was written", () => {
  const source = "# Title\n\nThe **first** prime is `101`, the first of *many* primes.";

  it("finds them as they are", () => {
    expect(locate(source, " prime is ", 0)).toEqual({
      start: source.indexOf("prime is"),
      end: source.indexOf("prime is") + 8,
    });
  });

  it("passes over the signs between them", () => {
    const found = locate(source, "The first prime is 101, the", 0);
    expect(source.slice(found?.start, found?.end)).toBe("The **first** prime is `101`, the");
  });

  it("begins and ends within a word if the person does", () => {
    const found = locate(source, "irst prime is 101, th", 0);
    expect(source.slice(found?.start, found?.end)).toBe("irst** prime is `101`, th");
  });

  it("takes the nearest of several", () => {
    expect(locate(source, "first", 0)?.start).toBe(source.indexOf("first"));
    expect(locate(source, "first", 60)?.start).toBe(source.lastIndexOf("first"));
  });

  it("finds nothing that is not there", () => {
    expect(locate(source, "second prime", 0)).toBeNull();
    expect(locate(source, "  ", 0)).toBeNull();
  });
});

describe("the arguments of a call", () => {
  it("are laid out, what fits into a line in one", () => {
    const long = "a long word ".repeat(6).trim();
    expect(argumentsText(aTool({ arguments: { n: 101, deep: [1, 2] } })).text).toBe('{"n": 101, "deep": [1, 2]}');
    expect(laidOut({ query: long, deep: [long, 2] })).toBe(`{\n  "query": "${long}",\n  "deep": ["${long}", 2]\n}`);
  });

  it("show texts of several lines as they read", () => {
    const tool = aTool({ arguments: { code: "def f():\n    return 1", timeout: 30 } });
    expect(argumentsText(tool)).toEqual({ text: "code:\ndef f():\n    return 1\n\ntimeout: 30" });
  });

  it("that are no JSON stay as they came", () => {
    expect(argumentsText(aTool({ arguments: null, raw: '{"n": 1', valid: false }))).toEqual({ text: '{"n": 1' });
  });

  it("may be missing", () => {
    expect(argumentsText(aTool({ arguments: null, raw: "" })).text).toBe("");
  });
});
