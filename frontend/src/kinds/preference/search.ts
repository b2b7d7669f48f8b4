// Where a text contains what someone looks for, whatever the case.

export interface Hit {
  start: number;
  end: number;
}

const MOST_HITS = 2000;

export function findAll(text: string, query: string): Hit[] {
  const needle = query.trim().toLocaleLowerCase();
  if (needle === "") return [];
  // Some letters change length in lower case; then places would not fit the text, so case counts.
  const lowered = text.toLocaleLowerCase();
  const haystack = lowered.length === text.length ? lowered : text;
  const hits: Hit[] = [];
  for (
    let at = haystack.indexOf(needle);
    at !== -1 && hits.length < MOST_HITS;
    at = haystack.indexOf(needle, at + needle.length)
  ) {
    hits.push({ start: at, end: at + needle.length });
  }
  return hits;
}

/** The next or previous of some hits, round and round; -1 when there is none. */
export function stepHit(current: number, count: number, by: 1 | -1): number {
  return count === 0 ? -1 : (current + by + count) % count;
}
