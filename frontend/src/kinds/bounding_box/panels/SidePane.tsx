import type { ReactNode } from "react";

import { AttributesPanel } from "./AttributesPanel";
import styles from "./panels.module.css";

interface SidePaneProps {
  label: string;
  children: ReactNode;
}

/** The column beside the picture; below it, always in sight, what is asked about the selected boxes. */
export function SidePane({ label, children }: SidePaneProps) {
  return (
    <div className={styles.pane}>
      <div className={styles.column} role="region" aria-label={label} tabIndex={0}>
        {children}
      </div>
      <AttributesPanel />
    </div>
  );
}
