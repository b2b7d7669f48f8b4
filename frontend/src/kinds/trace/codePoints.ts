// JavaScript counts text in UTF-16 units, evidence in Unicode code points, as the server does. A letter beyond the
// basic plane, such as an emoji, is two units but one code point.

/** How many code points the text has up to a UTF-16 offset. Inside a pair it counts to the pair's beginning. */
export function toCodePoints(text: string, offset: number): number {
  let count = 0;
  for (let at = 0; at < Math.min(offset, text.length);) {
    const next = at + widthAt(text, at);
    if (next > offset) break;
    at = next;
    count += 1;
  }
  return count;
}

/** The UTF-16 offset of a code point; the text's length for one behind its end. */
export function toUtf16(text: string, codePoint: number): number {
  let at = 0;
  for (let count = 0; count < codePoint && at < text.length; count += 1) at += widthAt(text, at);
  return at;
}

export function sliceByCodePoints(text: string, start: number, end: number): string {
  const from = toUtf16(text, start);
  const rest = text.slice(from);
  return rest.slice(0, toUtf16(rest, end - start));
}

/** How many code points the text has. */
export function codePointLength(text: string): number {
  return toCodePoints(text, text.length);
}

/** Whether the text has more code points than this; counted only where that is in doubt. */
export function isLongerThan(text: string, most: number): boolean {
  return text.length > most && codePointLength(text) > most;
}

function widthAt(text: string, at: number): 1 | 2 {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
