import { afterEach, describe, expect, it } from "vitest";

import { flatten, offsetIn, rangeOver } from "./flattening";

afterEach(() => {
  document.body.replaceChildren();
});

interface Part {
  tag: string;
  of: (Part | string)[];
  className?: string;
}

const part = (tag: string, ...of: (Part | string)[]): Part => ({ tag, of });

/** A piece of the page. */
function draw(tag: string, ...of: (Part | string)[]): HTMLElement {
  const element = drawn(part(tag, ...of));
  document.body.append(element);
  return element;
}

function drawn({ tag, of, className }: Part): HTMLElement {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...of.map((each) => (typeof each === "string" ? each : drawn(each))));
  return element;
}

const child = (root: Node, ...path: number[]): Node => {
  const found = path.reduce<Node | undefined>((node, at) => node?.childNodes[at], root);
  if (!found) throw new Error("There is no such node.");
  return found;
};

describe("a piece of the page as one text", () => {
  it("has blocks on lines of their own, and words in bold in their line", () => {
    const root = draw("div", part("p", "It is ", part("strong", "very"), " odd."), part("p", "So it is prime."));
    expect(flatten(root).text).toBe("It is very odd.\nSo it is prime.");
  });

  it("goes on in the outer block where an inner one ends", () => {
    const root = draw("ul", part("li", "one", part("p", "inner"), "rest"), part("li", "two"));
    expect(flatten(root).text).toBe("one\ninner\nrest\ntwo");
  });

  it("has a formula once, and neither buttons nor what is marked as unread", () => {
    const hidden = { tag: "span", className: "katex-mathml", of: ["x^2"] };
    const unread = draw("p", "When ", hidden, part("span", "x²"), " is odd ", part("button", "Copy"));
    expect(flatten(unread).text).toBe("When x² is odd ");
    const aside = drawn(part("span", "Page 3"));
    aside.dataset.unread = "";
    unread.append(aside);
    expect(flatten(unread).text).toBe("When x² is odd ");
  });

  it("is read also where all of it stands in something unread", () => {
    const frame = draw("button", part("p", "inside"));
    expect(flatten(frame.firstElementChild as Element).text).toBe("inside");
  });
});

describe("a place in the page", () => {
  const text = "It is very odd.\nSo it is prime.";
  const paragraphs = () =>
    draw("div", part("p", "It is ", part("strong", "very"), " odd."), part("p", "So it is prime."));

  it("inside a text is found behind what comes before it", () => {
    const root = paragraphs();
    expect(offsetIn(flatten(root), child(root, 0, 1, 0), 2)).toBe(text.indexOf("ry odd"));
    expect(offsetIn(flatten(root), child(root, 1, 0), 3)).toBe(text.indexOf("it is prime"));
  });

  it("between elements is the beginning of the text behind it", () => {
    const root = paragraphs();
    expect(offsetIn(flatten(root), root, 1)).toBe(text.indexOf("So"));
    expect(offsetIn(flatten(root), child(root, 0), 1)).toBe(text.indexOf("very"));
    expect(offsetIn(flatten(root), child(root, 0), 3)).toBe(text.indexOf("So"));
  });

  it("behind the last text is the end; elsewhere in the page it is none", () => {
    const root = paragraphs();
    const flat = flatten(root);
    expect(offsetIn(flat, root, 2)).toBe(text.length);
    const after = draw("p", "behind");
    expect(offsetIn(flat, child(after, 0), 0)).toBeNull();
  });
});

describe("a range over a stretch of the text", () => {
  it("reaches over several pieces and blocks", () => {
    const root = draw("div", part("p", "It is ", part("strong", "very"), " odd."), part("p", "So it is prime."));
    const flat = flatten(root);
    const start = flat.text.indexOf("ry odd");
    const range = rangeOver(flat, start, flat.text.indexOf(" is prime"));
    expect(range?.toString()).toBe("ry odd.So it");
    expect(range?.startContainer).toBe(child(root, 0, 1, 0));
    expect(range?.endContainer).toBe(child(root, 1, 0));
  });

  it("ends in the text that the stretch ends in, not at the beginning of the next", () => {
    const root = draw("p", "one", part("em", "two"));
    expect(rangeOver(flatten(root), 0, 3)?.endContainer).toBe(child(root, 0));
  });

  it("is none where there is no text", () => {
    const flat = flatten(draw("p", "one"));
    expect(rangeOver(flat, 2, 2)).toBeNull();
    expect(rangeOver(flatten(draw("p")), 0, 1)).toBeNull();
  });
});
