import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";

import styles from "./LongText.module.css";

interface LongTextProps {
  /** The text behind what is drawn: its length decides whether to fold. */
  text: string;
  children: ReactNode;
  /** Characters that are shown unfolded. */
  limit?: number;
}

/** Folds long content. The whole stays in the page, so the browser's search finds it and opens it. */
export function LongText({ text, children, limit = 6000 }: LongTextProps) {
  const [open, setOpen] = useState(false);
  if (text.length <= limit) return children;
  const unfold = () => {
    setOpen(true);
  };
  return (
    <div>
      {/* The browser's search scrolls a folded box to what it found; a key press may focus a link in it. */}
      <div className={open ? undefined : styles.folded} onScroll={unfold} onFocus={unfold}>
        {children}
      </div>
      <Button
        variant="subtle"
        size="compact-sm"
        aria-expanded={open}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {open ? "Fold" : `Show all (${text.length.toLocaleString("en-US")} characters)`}
      </Button>
    </div>
  );
}
