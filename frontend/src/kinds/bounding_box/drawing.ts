// Elements of an SVG that are drawn again and again: each has a name, and only what differs is written.

const SVG = "http://www.w3.org/2000/svg";

export type Attributes = Record<string, string | number>;

interface Drawn {
  element: SVGElement;
  attributes: Attributes;
  text: string;
}

export class Drawing {
  readonly #drawn = new Map<string, Drawn>();
  #named = new Set<string>();

  constructor(private readonly into: SVGElement) {}

  /** Between `begin` and `end` everything that shall be there is put; what was not put goes. */
  begin(): void {
    this.#named = new Set();
  }

  put(name: string, tag: string, attributes: Attributes, text = ""): void {
    this.#named.add(name);
    const drawn = this.#drawn.get(name) ?? this.#add(name, tag);
    for (const [key, value] of Object.entries(attributes))
      if (drawn.attributes[key] !== value) drawn.element.setAttribute(key, String(value));
    for (const key of Object.keys(drawn.attributes)) if (!(key in attributes)) drawn.element.removeAttribute(key);
    drawn.attributes = attributes;
    if (drawn.text !== text) drawn.element.textContent = drawn.text = text;
  }

  end(): void {
    for (const [name, { element }] of this.#drawn)
      if (!this.#named.has(name)) {
        element.remove();
        this.#drawn.delete(name);
      }
  }

  #add(name: string, tag: string): Drawn {
    const drawn = { element: document.createElementNS(SVG, tag), attributes: {}, text: "" };
    this.into.append(drawn.element);
    this.#drawn.set(name, drawn);
    return drawn;
  }
}
