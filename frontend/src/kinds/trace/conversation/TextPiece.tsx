import { lazy, memo, Suspense } from "react";

import { Markdown } from "@/ui/Markdown";

import styles from "./conversation.module.css";

const Code = lazy(() => import("@/ui/Code").then((module) => ({ default: module.Code })));

interface TextPieceProps {
  node: string;
  part: number;
  /** A stretch of the node's text, with its controls made visible. */
  text: string;
  /** Where the stretch begins in that text. */
  from: number;
  plain: boolean;
  language?: "json";
}

/** Text of a node in the page. It carries where it comes from, for search and for evidence. */
export const TextPiece = memo(function TextPiece({ node, part, text, from, plain, language }: TextPieceProps) {
  const place = { "data-node": node, "data-part": part, "data-from": from, "data-until": from + text.length };
  if (!plain) {
    return (
      <div data-text="" data-form="markdown" {...place} className={styles.markdown} dir="auto">
        <Markdown>{text}</Markdown>
      </div>
    );
  }
  return (
    <pre data-text="" data-form="plain" {...place} className={styles.plain} dir="auto">
      {language ? (
        <Suspense fallback={text}>
          <Code code={text} language={language} />
        </Suspense>
      ) : (
        text
      )}
    </pre>
  );
});
