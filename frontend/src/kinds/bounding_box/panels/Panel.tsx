import type { ReactNode } from "react";

import styles from "./panels.module.css";

interface PanelProps {
  title: string;
  /** Beside the title: a number, a button. */
  aside?: ReactNode;
  /** What problems call it. */
  path?: string;
  children: ReactNode;
}

/** One card of the column beside the picture. */
export function Panel({ title, aside, path, children }: PanelProps) {
  return (
    <section className={styles.panel} aria-label={title} data-path={path}>
      <header className={styles.head}>
        <h2 className={styles.heading}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}

export function Swatch({ colour }: { colour: string }) {
  return <span className={styles.swatch} style={{ background: colour }} aria-hidden />;
}
