import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";

import { useDesk } from "../desk";
import styles from "./panels.module.css";
import { EXITS } from "./words";

/** After an exit nothing more is asked: what was graded before is folded away, but kept. */
export function Folded({ children }: { children: ReactNode }) {
  const { exit } = useDesk().answer;
  const [open, setOpen] = useState(false);
  if (exit === null) return children;
  return (
    <>
      <div className={styles.folded}>
        <p className={styles.quiet}>{EXITS.find(({ value }) => value === exit.reason)?.said} Nothing more is asked.</p>
        <Button
          size="compact-xs"
          variant="subtle"
          aria-expanded={open}
          onClick={() => {
            setOpen(!open);
          }}
        >
          {open ? "Fold the grades" : "Show the grades"}
        </Button>
      </div>
      {open && children}
    </>
  );
}
