import { useMemo } from "react";

import { classOf, highlight, type Token } from "./highlight";

interface CodeProps {
  code: string;
  language?: string;
}

function draw(tokens: readonly Token[]) {
  return tokens.map((token, index) =>
    typeof token === "string" ? (
      token
    ) : (
      <span key={index} className={classOf(token.scope)}>
        {draw(token.children)}
      </span>
    ),
  );
}

/** Highlighted code, without a frame of its own. */
export function Code({ code, language }: CodeProps) {
  const tokens = useMemo(() => highlight(code, language), [code, language]);
  return <code data-language={language}>{draw(tokens)}</code>;
}
