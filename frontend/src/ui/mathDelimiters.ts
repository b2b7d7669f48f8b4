/** Fenced code, indented fences included, and inline code: left exactly as written. */
const CODE =
  /(^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\2[`~]*[ \t]*$|$(?![\s\S]))|(`+)(?!`)[\s\S]*?[^`]\3(?!`))/m;

const DISPLAY = /\\\[([\s\S]+?)\\\]/g;
const INLINE = /\\\(([\s\S]+?)\\\)/g;
const ALONE = /^[ \t]*\$\$[ \t]*(?!\$)([^\n]*?\S)[ \t]*\$\$[ \t]*$/gm;

/** An escape, a displayed formula, an inline formula, dollars that belong to none. */
const DOLLARS = /\\.|\$\$[\s\S]+?\$\$|\$(?=[^\s$])(?:[^$\n]|\n(?!\s*\n))*?[^\s\\$]\$(?![\d$])|\$\$|\$/g;

/** "$5 and $6" is money: a formula's first dollar has no space after it, its last one none before and no digit after. */
function withoutMoney(text: string): string {
  return text.replace(DOLLARS, (found) => (found === "$" ? "\\$" : found));
}

function rewritten(text: string): string {
  return withoutMoney(text)
    .replace(DISPLAY, (_, tex: string) => `\n$$\n${tex.trim()}\n$$\n`)
    .replace(INLINE, (_, tex: string) => `$${tex.trim()}$`)
    .replace(ALONE, (_, tex: string) => `$$\n${tex}\n$$`);
}

/**
 * Models write `\(…\)`, `\[…\]` and `$$…$$` on one line; the Markdown reader knows only `$…$` and fences of `$$`.
 * Money is no formula. What stands in code is not touched.
 */
export function withKnownMath(text: string): string {
  if (!/\\[([]|\$/.test(text)) return text;
  let rest = text;
  let result = "";
  for (let code = CODE.exec(rest); code; code = CODE.exec(rest)) {
    result += rewritten(rest.slice(0, code.index)) + code[0];
    rest = rest.slice(code.index + code[0].length);
  }
  return result + rewritten(rest);
}
