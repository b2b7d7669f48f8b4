import "katex/dist/katex.min.css";

import katex from "katex";
import { useEffect, useRef } from "react";

interface MathProps {
  tex: string;
  display: boolean;
}

/** A formula. KaTeX builds elements itself: set as HTML, its inline styles would be refused by the page's policy. */
export function Math({ tex, display }: MathProps) {
  const node = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!node.current) return;
    katex.render(tex, node.current, {
      displayMode: display,
      throwOnError: false,
      trust: false,
      maxExpand: 500,
      maxSize: 40,
    });
  }, [tex, display]);
  return <span ref={node} />;
}
