import hljs from "highlight.js/lib/common";

/** A piece of highlighted code: plain text, or children under a class. */
export type Token = string | { scope: string; children: Token[] };

interface EmitterNode {
  scope?: string;
  children: (string | EmitterNode)[];
}

const LONGEST = 50_000;

function toTokens(node: EmitterNode): Token[] {
  return node.children.map((child) =>
    typeof child === "string" ? child : { scope: child.scope ?? "", children: toTokens(child) },
  );
}

/** Code as tokens; plain where the language is unknown or the code very long. */
export function highlight(code: string, language: string | undefined): Token[] {
  if (!language || !hljs.getLanguage(language) || code.length > LONGEST) return [code];
  const result = hljs.highlight(code, { language, ignoreIllegals: true });
  const root = (result._emitter as unknown as { rootNode: EmitterNode }).rootNode;
  return toTokens(root);
}

/** `title.function` → `hljs-title function_`, the classes that themes know. */
export function classOf(scope: string): string {
  const [first = "", ...rest] = scope.split(".");
  return [`hljs-${first}`, ...rest.map((part, index) => part + "_".repeat(index + 1))].join(" ");
}
