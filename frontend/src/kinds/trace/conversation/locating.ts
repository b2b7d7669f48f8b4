// Finding a stretch of text in another form of the same text: Markdown as it was written and as it is shown.

export interface Stretch {
  start: number;
  end: number;
}

/**
 * Where the wanted text stands, as near as possible to a place; signs such as those of Markdown may lie between its
 * words. Null if it is not there.
 */
export function locate(text: string, wanted: string, near: number): Stretch | null {
  const needle = wanted.trim();
  if (needle === "") return null;
  return nearest(exact(text, needle), near) ?? nearest(byWords(text, needle), near);
}

function nearest(found: readonly Stretch[], near: number): Stretch | null {
  const sorted = [...found].sort((one, other) => Math.abs(one.start - near) - Math.abs(other.start - near));
  return sorted[0] ?? null;
}

function exact(text: string, needle: string): Stretch[] {
  const found: Stretch[] = [];
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
    found.push({ start: at, end: at + needle.length });
  }
  return found;
}

interface Word extends Stretch {
  word: string;
}

/** The first word and the last may be selected in part. */
function byWords(text: string, needle: string): Stretch[] {
  const wanted = wordsOf(needle);
  const words = wordsOf(text);
  const [first, last] = [wanted[0], wanted.at(-1)];
  if (!first || !last || wanted.length === 1) return [];
  const between = wanted.slice(1, -1);
  return words.flatMap((begin, at): Stretch[] => {
    const end = words[at + wanted.length - 1];
    if (!end || !begin.word.endsWith(first.word) || !end.word.startsWith(last.word)) return [];
    if (!between.every(({ word }, offset) => words[at + 1 + offset]?.word === word)) return [];
    return [{ start: begin.end - first.word.length, end: end.start + last.word.length }];
  });
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({
    word: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}
