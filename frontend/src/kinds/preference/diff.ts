// A word diff between two texts: what only the first has, what only the second has, what both share.

export interface Segment {
  type: "same" | "removed" | "added";
  text: string;
}

// Above this many comparisons a word diff would be felt; lines are compared first, then words within changed lines.
const MOST_CELLS = 6_000_000;

export function wordDiff(one: string, other: string): Segment[] {
  const words = [wordsOf(one), wordsOf(other)] as const;
  const segments =
    words[0].length * words[1].length <= MOST_CELLS ? diffTokens(words[0], words[1]) : diffLines(one, other);
  return merged(withoutCrumbs(merged(segments)));
}

const FEWEST_SHARED_WORDS = 3;

/** A word or two that two rewritten passages happen to share says nothing; it is part of the change around it. */
function withoutCrumbs(segments: Segment[]): Segment[] {
  const crumbs = segments.map((segment, at) => isCrumb(segments, segment, at));
  const changed = segments.flatMap((segment, at): Segment[] =>
    crumbs[at]
      ? [
          { ...segment, type: "removed" },
          { ...segment, type: "added" },
        ]
      : [segment],
  );
  return changed.reduce<Segment[][]>(intoRuns, []).flatMap(removedFirst);
}

function isCrumb(segments: Segment[], { type, text }: Segment, at: number): boolean {
  if (type !== "same" || text.split(/\s+/).filter(Boolean).length >= FEWEST_SHARED_WORDS) return false;
  const around = [segments[at - 1], segments[at + 1]];
  return around.every((each) => each !== undefined && each.type !== "same" && each.text.length > 2 * text.length);
}

/** Neighbouring changes make one run. */
function intoRuns(runs: Segment[][], segment: Segment): Segment[][] {
  const last = runs.at(-1);
  if (last && segment.type !== "same" && last[0]?.type !== "same") last.push(segment);
  else runs.push([segment]);
  return runs;
}

function removedFirst(run: Segment[]): Segment[] {
  if (run[0]?.type === "same") return run;
  return [...run.filter((each) => each.type === "removed"), ...run.filter((each) => each.type === "added")];
}

function wordsOf(text: string): string[] {
  return text.match(/\s*[\p{L}\p{N}_]+|\s*[^\s\p{L}\p{N}_]|\s+/gu) ?? [];
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? [];
}

/** Lines that differ are compared by words, block by block. */
function diffLines(one: string, other: string): Segment[] {
  const blocks = merged(diffTokens(linesOf(one), linesOf(other)));
  return blocks.flatMap((block, place) => {
    const next = blocks[place + 1];
    if (block.type === "added" && blocks[place - 1]?.type === "removed") return [];
    if (block.type !== "removed" || next?.type !== "added") return [block];
    return diffBlock(block, next);
  });
}

function diffBlock(removed: Segment, added: Segment): Segment[] {
  const [one, other] = [wordsOf(removed.text), wordsOf(added.text)];
  return one.length * other.length <= MOST_CELLS ? diffTokens(one, other) : [removed, added];
}

function diffTokens(one: string[], other: string[]): Segment[] {
  const start = commonStart(one, other);
  const end = commonEnd(one, other, start);
  return [
    ...same(other.slice(0, start)),
    ...diffMiddle(one.slice(start, one.length - end), other.slice(start, other.length - end)),
    ...same(other.slice(other.length - end)),
  ];
}

function same(tokens: string[]): Segment[] {
  return tokens.map((text) => ({ type: "same", text }));
}

function commonStart(one: string[], other: string[]): number {
  const most = Math.min(one.length, other.length);
  let count = 0;
  while (count < most && isSame(one[count], other[count])) count += 1;
  return count;
}

function commonEnd(one: string[], other: string[], start: number): number {
  const most = Math.min(one.length, other.length) - start;
  let count = 0;
  while (count < most && isSame(one[one.length - 1 - count], other[other.length - 1 - count])) count += 1;
  return count;
}

// The white space before a word does not make it another word.
function isSame(one: string | undefined, other: string | undefined): boolean {
  return one === other || one?.trim() === other?.trim();
}

function diffMiddle(one: string[], other: string[]): Segment[] {
  const keys = [one.map((token) => token.trim()), other.map((token) => token.trim())] as const;
  const lengths = commonLengths(keys[0], keys[1]);
  const width = other.length + 1;
  const segments: Segment[] = [];
  let [row, column] = [0, 0];
  while (row < one.length || column < other.length) {
    const down = lengths[(row + 1) * width + column] ?? -1;
    const right = lengths[row * width + column + 1] ?? -1;
    if (row < one.length && column < other.length && keys[0][row] === keys[1][column]) {
      segments.push({ type: "same", text: other[column] ?? "" });
      row += 1;
      column += 1;
    } else if (row < one.length && (column >= other.length || down >= right)) {
      segments.push({ type: "removed", text: one[row] ?? "" });
      row += 1;
    } else {
      segments.push({ type: "added", text: other[column] ?? "" });
      column += 1;
    }
  }
  return segments;
}

/** For every pair of places, how long the longest common subsequence of the rests is. */
function commonLengths(one: readonly string[], other: readonly string[]): Uint32Array {
  const width = other.length + 1;
  const lengths = new Uint32Array((one.length + 1) * width);
  for (let row = one.length - 1; row >= 0; row -= 1) {
    for (let column = other.length - 1; column >= 0; column -= 1) {
      const at = row * width + column;
      lengths[at] =
        one[row] === other[column]
          ? (lengths[at + width + 1] ?? 0) + 1
          : Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0);
    }
  }
  return lengths;
}

function merged(segments: Segment[]): Segment[] {
  const result: Segment[] = [];
  for (const segment of segments) {
    const last = result.at(-1);
    if (last?.type === segment.type) last.text += segment.text;
    else result.push({ ...segment });
  }
  return result;
}
