import { ActionIcon, CopyButton, Tooltip, UnstyledButton } from "@mantine/core";
import { lazy, Suspense, useState } from "react";

import { Icon } from "./Icon";
import styles from "./Markdown.module.css";

const Code = lazy(() => import("./Code").then((module) => ({ default: module.Code })));

interface CodeBlockProps {
  code: string;
  language?: string;
}

/** Code in a frame that can be folded and copied. */
export function CodeBlock({ code, language }: CodeBlockProps) {
  const [folded, setFolded] = useState(false);
  const lines = code.split("\n").length;
  return (
    <div className={styles.codeBlock}>
      <div className={styles.codeHead}>
        <UnstyledButton
          className={styles.codeFold}
          aria-expanded={!folded}
          onClick={() => {
            setFolded(!folded);
          }}
        >
          <Icon name={folded ? "right" : "down"} size={14} />
          {language ?? "code"}
          {folded && ` · ${String(lines)} lines`}
        </UnstyledButton>
        <CopyButton value={code}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? "Copied" : "Copy"}>
              <ActionIcon size="sm" variant="subtle" color="gray" onClick={copy} aria-label="Copy code">
                <Icon name={copied ? "check" : "copy"} size={14} />
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      </div>
      {!folded && (
        // A box that scrolls must be reachable by keyboard.
        <pre tabIndex={0} aria-label={`${language ?? "code"} block`}>
          <Suspense fallback={<code>{code}</code>}>
            <Code code={code} language={language} />
          </Suspense>
        </pre>
      )}
    </div>
  );
}
