import { afterEach, describe, expect, it } from "vitest";

import { aNode } from "../testing";
import type { Evidence } from "../types";
import { marksIn } from "./highlighting";
import type { Hit } from "./searching";
import { ARGUMENTS_PART } from "./toolText";

afterEach(() => {
  document.body.replaceChildren();
});

interface Place {
  node?: string;
  part?: number;
  form?: "plain" | "markdown";
  from?: number;
  until?: number;
}

/** A piece of the page that shows a node's text from one place to another. */
function show(text: string, { node = "a", part = 0, form = "plain", from = 0, until }: Place = {}): void {
  const element = document.createElement("div");
  Object.assign(element.dataset, { text: "", node, part: String(part), form, from: String(from) });
  element.dataset.until = String(until ?? from + text.length);
  element.textContent = text;
  document.body.append(element);
}

interface Wanted {
  query?: string;
  current?: Partial<Hit>;
  source?: string;
  quoted?: [start: number, end: number][];
}

function marks({ query = "", current, source = "", quoted = [] }: Wanted) {
  const node = aNode("a", { text_parts: [source] });
  const evidence = quoted.map(([start, end]): Evidence => ({
    ...{ node: "a", sha256: node.sha256, part: 0, start, end },
    quote: Array.from(source).slice(start, end).join(""),
  }));
  const hit = current && { ...{ node: "a", part: 0, start: 0, end: 0, ordinal: 0 }, ...current };
  const found = marksIn(document.body, { query, current: hit, evidence, byId: new Map([["a", node]]) });
  return { hits: found.hits.map(String), current: found.current?.toString(), evidence: found.evidence.map(String) };
}

describe("evidence", () => {
  it("that runs over two pages is marked on each of them", () => {
    const source = "one two three four";
    show("one two ", { until: 8 });
    show("three four", { from: 8 });
    expect(marks({ source, quoted: [[4, 13]] }).evidence).toEqual(["two ", "three"]);
  });

  it("on another page is not marked here", () => {
    show("three four", { from: 8 });
    expect(marks({ source: "one two three four", quoted: [[0, 7]] }).evidence).toEqual([]);
  });

  it("counts letters, not their halves, and stands behind controls that were made visible", () => {
    show("😀 a⟦RLO⟧b end");
    expect(marks({ source: "😀 a\u202eb end", quoted: [[4, 7]] }).evidence).toEqual(["b e"]);
    expect(marks({ source: "😀 a\u202eb end", quoted: [[3, 4]] }).evidence).toEqual(["⟦RLO⟧"]);
  });

  it("in Markdown is the nearest of the same words", () => {
    const source = "**odd** here, and far behind it odd again";
    show("odd here, and far behind it odd again", { form: "markdown", until: source.length });
    const [first, last] = [source.indexOf("odd"), source.lastIndexOf("odd")];
    const element = document.querySelector("[data-text]")?.firstChild;
    const startOf = (start: number) => {
      const evidence: Evidence = { node: "a", sha256: "", part: 0, start, end: start + 3, quote: "odd" };
      const byId = new Map([["a", aNode("a", { text_parts: [source] })]]);
      const [range] = marksIn(document.body, { query: "", current: undefined, evidence: [evidence], byId }).evidence;
      expect(range?.startContainer).toBe(element);
      return range?.startOffset;
    };
    expect(startOf(first)).toBe(0);
    expect(startOf(last)).toBe("odd here, and far behind it ".length);
  });

  it("behind the fold is not marked on the same words before it", () => {
    const source = `odd ${"word ".repeat(700)}odd`;
    show(source.slice(0, 1_200), { form: "markdown" });
    expect(marks({ source, quoted: [[source.lastIndexOf("odd"), source.length]] }).evidence).toEqual([]);
  });

  it("of another part of the node is not marked", () => {
    show("one two", { part: 1 });
    expect(marks({ source: "one two", quoted: [[0, 3]] }).evidence).toEqual([]);
  });
});

describe("hits", () => {
  it("are marked in every text that is there, whatever their case", () => {
    show("A Prime, a prime.");
    show("PRIME", { node: "b", part: ARGUMENTS_PART });
    expect(marks({ query: " prime " }).hits).toEqual(["Prime", "prime", "PRIME"]);
  });

  it("have the current one where it is in plain text, on its page only", () => {
    show("odd and ", { until: 8 });
    show("odd again", { from: 8 });
    expect(marks({ query: "odd", current: { start: 8, end: 11, ordinal: 1 } })).toMatchObject({
      hits: ["odd", "odd"],
      current: "odd",
    });
    document.body.replaceChildren();
    show("odd and ", { until: 8 });
    expect(marks({ query: "odd", current: { start: 8, end: 11, ordinal: 1 } }).current).toBeUndefined();
  });

  it("count the current one in Markdown, where some may not be shown", () => {
    show("odd, Odd", { form: "markdown" });
    expect(marks({ query: "odd", current: { start: 30, ordinal: 1 } }).current).toBe("Odd");
    expect(marks({ query: "odd", current: { start: 90, ordinal: 7 } }).current).toBe("Odd");
  });

  it("are none while nothing is looked for", () => {
    show("odd");
    expect(marks({ query: "  " })).toEqual({ hits: [], current: undefined, evidence: [] });
  });
});
