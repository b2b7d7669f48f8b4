import { afterEach, describe, expect, it } from "vitest";

import { traceOf } from "../steps";
import { aContent, aNode, someSettings } from "../testing";
import { flatten } from "./flattening";
import { marksIn } from "./highlighting";
import { evidenceFrom } from "./selecting";

afterEach(() => {
  document.body.replaceChildren();
});

/** A piece of the page as the conversation draws it; `blocks` are paragraphs of texts, every second one bold. */
function piece(node: string, form: "plain" | "markdown", from: number, blocks: string[][]): HTMLElement {
  const element = document.createElement(form === "plain" ? "pre" : "div");
  const until = from + blocks.flat().join("").length;
  Object.assign(element.dataset, { text: "", node, part: "0", form, from: String(from), until: String(until) });
  for (const texts of blocks) {
    const block = form === "plain" ? element : element.appendChild(document.createElement("p"));
    texts.forEach((text, at) => {
      const parent = at % 2 ? block.appendChild(document.createElement("strong")) : block;
      parent.append(text);
    });
  }
  document.body.append(element);
  return element;
}

function select(element: HTMLElement, from: string, to: string): Range {
  const { text, pieces } = flatten(element);
  const at = (offset: number) => {
    const found = pieces.findLast((each) => each.start <= offset);
    if (!found) throw new Error("There is no text.");
    return [found.node, offset - found.start] as const;
  };
  const range = document.createRange();
  range.setStart(...at(text.indexOf(from)));
  range.setEnd(...at(text.indexOf(to) + to.length));
  return range;
}

const traceWith = (text: string) =>
  traceOf({ content: aContent({ nodes: [aNode("a", { text_parts: [text] })] }), settings: someSettings() });

describe("selected words", () => {
  it("of plain text are found where they are, in code points", () => {
    const text = "😀 one two three";
    expect(evidenceFrom(select(piece("a", "plain", 0, [[text]]), "two", "three"), traceWith(text))).toEqual({
      ...{ node: "a", part: 0, start: 6, end: 15, quote: "two three" },
    });
  });

  it("of a later page are found behind the pages before it", () => {
    const text = "same words, then the same words";
    const page = piece("a", "plain", 17, [["the same words"]]);
    const found = evidenceFrom(select(page, "same", "same"), traceWith(text));
    expect(found).toMatchObject({ start: 21, end: 25, quote: "same" });
  });

  it("are quoted without the spaces around them, with the controls that were made visible", () => {
    const shown = "a ⟦RLO⟧bc d";
    const found = evidenceFrom(select(piece("a", "plain", 0, [[shown]]), " ⟦RLO⟧", "bc "), traceWith("a \u202ebc d"));
    expect(found).toMatchObject({ start: 2, end: 5, quote: "\u202ebc" });
  });

  it("of Markdown are found in the text as it was written", () => {
    const text = "It is **very** odd.\n\n- So it may be prime.";
    const shown = piece("a", "markdown", 0, [["It is ", "very", " odd."], ["So it may be prime."]]);
    expect(evidenceFrom(select(shown, "very", "odd"), traceWith(text))).toMatchObject({ quote: "very** odd" });
    expect(evidenceFrom(select(shown, "odd", "So it"), traceWith(text))).toMatchObject({ quote: "odd.\n\n- So it" });
  });

  it("that run into the next step end with their own", () => {
    const first = piece("a", "plain", 0, [["the end"]]);
    const range = select(first, "end", "end");
    const next = piece("b", "plain", 0, [["another"]]);
    range.setEnd(next.firstChild as Text, 3);
    expect(evidenceFrom(range, traceWith("the end"))).toMatchObject({ quote: "end" });
  });

  it("that Markdown shows differently are to be selected as written", () => {
    const shown = piece("a", "markdown", 0, [["x squared equals y"]]);
    expect(evidenceFrom(select(shown, "x", "equals"), traceWith("$x^2 = y$"))).toMatchObject({ plain: true });
  });

  it("that are too many to be kept are to be fewer", () => {
    const text = `${"word ".repeat(4_000)}end`;
    const shown = piece("a", "plain", 0, [[text]]);
    expect(evidenceFrom(select(shown, "word", "end"), traceWith(text))).toEqual({
      problem: "A passage can have at most 20,000 characters. Select less.",
    });
  });

  it("outside the steps are no evidence", () => {
    const aside = document.createElement("p");
    aside.textContent = "Problem";
    document.body.append(aside);
    const range = document.createRange();
    range.selectNodeContents(aside);
    expect(evidenceFrom(range, traceWith("Problem"))).toHaveProperty("problem");
  });
});

describe("marks", () => {
  it("find evidence again in plain text and in Markdown", () => {
    const trace = traceWith("It is **very** odd.");
    const evidence = [{ node: "a", sha256: "sha-a", part: 0, start: 8, end: 18, quote: "very** odd" }];
    piece("a", "markdown", 0, [["It is ", "very", " odd."]]);
    piece("a", "plain", 0, [["It is **very** odd."]]);
    const marks = marksIn(document.body, { query: "", current: undefined, evidence, byId: trace.byId });
    expect(marks.evidence.map(String)).toEqual(["very odd", "very** odd"]);
  });

  it("find every hit, and the one that is looked at", () => {
    const trace = traceWith("odd, Odd, odd");
    piece("a", "plain", 0, [["odd, Odd, odd"]]);
    const current = { node: "a", part: 0, start: 5, end: 8, ordinal: 1 };
    const marks = marksIn(document.body, { query: "odd", current, evidence: [], byId: trace.byId });
    expect(marks.hits.map(String)).toEqual(["odd", "Odd", "odd"]);
    expect(String(marks.current)).toBe("Odd");
  });
});
