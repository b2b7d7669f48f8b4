// Long texts: folded to their beginning, and cut into pages so that the browser never has to lay out megabytes.

/** Beyond this many characters a text is never read as Markdown. */
export const LONGEST_MARKDOWN = 20_000;
export const PAGE = 20_000;

const FOLDED_BEYOND = 2_400;
const LINES_BEYOND = 40;
const PREVIEW = 1_200;
const PREVIEW_LINES = 18;

export function isLong(text: string): boolean {
  return text.length > FOLDED_BEYOND || lineEnd(text, LINES_BEYOND) < text.length;
}

/** The beginning of a long text, to the end of a line or a word where one is near. */
export function previewOf(text: string): string {
  return text.slice(0, cutBefore(text, Math.min(PREVIEW, lineEnd(text, PREVIEW_LINES))));
}

/** Where some lines of the text end; its length if it has no more. */
function lineEnd(text: string, lines: number): number {
  let at = -1;
  for (let line = 0; line < lines; line += 1) {
    at = text.indexOf("\n", at + 1);
    if (at < 0) return text.length;
  }
  return at;
}

const NEAR = 400;

/** A place at most so far where the text may be cut: behind a line, else behind a word, never inside a letter. */
function cutBefore(text: string, limit: number): number {
  if (limit >= text.length) return text.length;
  const near = text.slice(Math.max(0, limit - NEAR), limit);
  const cut = near.includes("\n") ? near.lastIndexOf("\n") + 1 : near.lastIndexOf(" ") + 1;
  const at = cut > 0 ? limit - near.length + cut : limit;
  const splitsPair = /[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at));
  return splitsPair ? at - 1 : at;
}

export interface Page {
  start: number;
  end: number;
}

/** The pages of a text, each at most `PAGE` characters. */
export function pagesOf(text: string): Page[] {
  const pages: Page[] = [];
  for (let start = 0; start < text.length || pages.length === 0;) {
    const end =
      text.length - start <= PAGE ? text.length : start + cutBefore(text.slice(start, start + PAGE + 1), PAGE);
    pages.push({ start, end });
    start = end;
    if (end >= text.length) break;
  }
  return pages;
}

/** Which page has this place. */
export function pageAt(pages: readonly Page[], offset: number): number {
  return Math.max(
    0,
    pages.findIndex((page) => offset < page.end),
  );
}
