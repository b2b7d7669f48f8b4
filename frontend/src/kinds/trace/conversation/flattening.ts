// The text of a piece of the page as one string, and the way back from a place in it to the page.

export interface FlatText {
  text: string;
  pieces: { node: Text; start: number }[];
}

const BLOCKS = "p, li, pre, td, th, h1, h2, h3, h4, h5, h6, blockquote, div";

/** What is read under an element, blocks on lines of their own. Formulas are in the page twice; the second is left out. */
export function flatten(root: Element): FlatText {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, {
    acceptNode: (node) => (isRead(node, root) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT),
  });
  const parts: string[] = [];
  const pieces: FlatText["pieces"] = [];
  let length = 0;
  let block: Element | null | undefined;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node as Text;
    const own = text.parentElement?.closest(BLOCKS);
    if (block !== undefined && own !== block) {
      parts.push("\n");
      length += 1;
    }
    block = own;
    pieces.push({ node: text, start: length });
    parts.push(text.data);
    length += text.data.length;
  }
  return { text: parts.join(""), pieces };
}

function isRead(node: Node, root: Element): boolean {
  const hidden = node.parentElement?.closest(".katex-mathml, button, [data-unread]");
  return !hidden || !root.contains(hidden);
}

/** The place in the flat text of a place in the page; null if it is outside. */
export function offsetIn(flat: FlatText, container: Node, offset: number): number | null {
  const own = flat.pieces.find((piece) => piece.node === container);
  if (own) return own.start + offset;
  // A place between elements: the first text behind it.
  const next = flat.pieces.find(({ node }) => isAtOrBehind(node, container, offset));
  if (next) return next.start;
  const last = flat.pieces.at(-1);
  return last && container.contains(last.node) ? flat.text.length : null;
}

function isAtOrBehind(node: Node, container: Node, offset: number): boolean {
  const child = container.childNodes[offset];
  if (child) return child === node || child.contains(node) || follows(node, child);
  return !container.contains(node) && follows(node, container);
}

function follows(node: Node, other: Node): boolean {
  return Boolean(other.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
}

/** A range of the page over a stretch of the flat text; null if there is no text there. */
export function rangeOver({ pieces }: FlatText, start: number, end: number): Range | null {
  const first = pieceAt(pieces, start);
  const last = pieceAt(pieces, end - 1);
  if (!first || !last || end <= start) return null;
  const range = document.createRange();
  range.setStart(first.node, Math.min(start - first.start, first.node.data.length));
  range.setEnd(last.node, Math.min(end - last.start, last.node.data.length));
  return range;
}

function pieceAt(pieces: FlatText["pieces"], offset: number): FlatText["pieces"][number] | undefined {
  return pieces.findLast((piece) => piece.start <= offset);
}
