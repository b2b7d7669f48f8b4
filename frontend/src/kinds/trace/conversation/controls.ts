// Characters that nobody sees but that change what is seen: the ones that turn the direction of writing can make a text
// read as something else. They are shown by their names; other control characters by their pictures.

const NAMES: Record<string, string> = {
  "\u061c": "ALM",
  "\u200e": "LRM",
  "\u200f": "RLM",
  "\u202a": "LRE",
  "\u202b": "RLE",
  "\u202c": "PDF",
  "\u202d": "LRO",
  "\u202e": "RLO",
  "\u2066": "LRI",
  "\u2067": "RLI",
  "\u2068": "FSI",
  "\u2069": "PDI",
};

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text as it is shown, and where its places are in the text behind it. Offsets are UTF-16. */
export interface ShownText {
  shown: string;
  toSource: (offset: number) => number;
  toShown: (offset: number) => number;
}

/** The text with its invisible controls made visible. */
export function withControls(text: string): ShownText {
  const marks = [...text.matchAll(CONTROLS)].map((match) => ({ at: match.index, sign: signOf(match[0]) }));
  if (marks.length === 0) return { shown: text, toSource: same, toShown: same };
  let grown = 0;
  const moved = marks.map(({ at, sign }) => {
    const mark = { at, shownAt: at + grown, extra: sign.length - 1 };
    grown += mark.extra;
    return mark;
  });
  return {
    shown: text.replaceAll(CONTROLS, signOf),
    toSource: (offset) => offset - moved.reduce((sum, mark) => sum + clamp(offset - mark.shownAt - 1, mark.extra), 0),
    toShown: (offset) => offset + moved.reduce((sum, mark) => sum + (mark.at < offset ? mark.extra : 0), 0),
  };
}

/** The same where only the words are wanted: in names, in titles and in what is heard. */
export function shownWords(text: string): string {
  return withControls(text).shown;
}

function signOf(control: string): string {
  const name = NAMES[control];
  if (name) return `⟦${name}⟧`;
  return control === "\u007f" ? "␡" : String.fromCharCode(0x2400 + control.charCodeAt(0));
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}

function same(offset: number): number {
  return offset;
}
