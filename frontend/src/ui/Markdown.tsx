import { type ComponentProps, lazy, memo, Suspense } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";

import { CodeBlock } from "./CodeBlock";
import { Icon } from "./Icon";
import styles from "./Markdown.module.css";
import { withKnownMath } from "./mathDelimiters";

const Math = lazy(() => import("./Math").then((module) => ({ default: module.Math })));

const schema: typeof defaultSchema = {
  ...defaultSchema,
  attributes: { ...defaultSchema.attributes, code: [["className", /^language-./, "math-inline", "math-display"]] },
};

interface MarkdownProps {
  children: string;
  /** Show the source as written. */
  raw?: boolean;
}

const textOf = (children: unknown): string =>
  Array.isArray(children) ? children.map(textOf).join("") : typeof children === "string" ? children : "";

function MarkdownCode({ className = "", children, ...rest }: ComponentProps<"code">) {
  const text = textOf(children);
  if (className.includes("math-")) {
    const display = className.includes("math-display");
    return (
      <Suspense fallback={<code>{text}</code>}>
        <Math tex={text} display={display} />
      </Suspense>
    );
  }
  return (
    <code className={className} {...rest}>
      {children}
    </code>
  );
}

interface CodeElement {
  props?: { className?: string; children?: unknown };
}

function MarkdownPre({ children }: ComponentProps<"pre">) {
  const { className = "", children: code } = (children as CodeElement | undefined)?.props ?? {};
  if (className.includes("math-")) {
    // It scrolls sideways, so the keyboard must reach it.
    return (
      <div className={styles.formula} role="group" aria-label="Formula" tabIndex={0}>
        {children}
      </div>
    );
  }
  const language = /language-(\S+)/.exec(className)?.[1];
  return <CodeBlock code={textOf(code).replace(/\n$/, "")} language={language} />;
}

/** Loading it would tell its host who reads what, so an image stays a link until someone follows it. */
function MarkdownImage({ src, alt }: ComponentProps<"img">) {
  return (
    <a
      className={styles.image}
      href={typeof src === "string" ? src : undefined}
      target="_blank"
      rel="noopener noreferrer nofollow"
    >
      <Icon name="image" size={14} /> {alt || "image"} <span className={styles.imageNote}>not loaded</span>
    </a>
  );
}

function MarkdownLink({ href, children }: ComponentProps<"a">) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

function MarkdownTable({ children }: ComponentProps<"table">) {
  return (
    <div className={styles.tableFrame} tabIndex={0} role="region" aria-label="Table">
      <table>{children}</table>
    </div>
  );
}

/** The box of a task list: a picture, as nothing can be ticked here. */
function MarkdownBox({ checked }: ComponentProps<"input">) {
  return (
    <span role="img" aria-label={checked ? "done" : "not done"}>
      {checked ? "☑" : "☐"}
    </span>
  );
}

const components: Components = {
  input: MarkdownBox,
  code: MarkdownCode,
  pre: MarkdownPre,
  img: MarkdownImage,
  a: MarkdownLink,
  table: MarkdownTable,
};

/** Text that somebody else wrote: GitHub's Markdown, code and LaTeX; no HTML, no remote images. */
export const Markdown = memo(function Markdown({ children, raw = false }: MarkdownProps) {
  if (raw) return <div className={styles.raw}>{children}</div>;
  return (
    <div className={styles.markdown}>
      <ReactMarkdown
        remarkPlugins={[remarkGfm, remarkMath]}
        rehypePlugins={[[rehypeSanitize, schema]]}
        components={components}
        skipHtml={false}
      >
        {withKnownMath(children)}
      </ReactMarkdown>
    </div>
  );
});
