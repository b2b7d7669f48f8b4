import type { ReactNode } from "react";

import { shortcutKeys } from "@/lib/commands";
import { KeyHint } from "@/ui/KeyHint";

import { useDesk } from "../desk";
import styles from "./panels.module.css";
import { problemAt } from "./places";

interface PanelProps {
  title: string;
  /** Beside the title: a number, a button, a key. */
  aside?: ReactNode;
  /** What problems call it; a problem of exactly this path is said here. */
  path?: string;
  children?: ReactNode;
}

/** One card of the answer. */
export function Panel({ title, aside, path, children }: PanelProps) {
  const { problems } = useDesk();
  const problem = path === undefined ? undefined : problems[path];
  return (
    <section className={styles.panel} aria-label={title} data-path={path} data-problem={problem !== undefined}>
      <header className={styles.head}>
        <h2 className={styles.heading}>{title}</h2>
        {aside}
      </header>
      {children}
      {problem !== undefined && <p className={styles.wrong}>{problem}</p>}
    </section>
  );
}

interface FieldProps {
  title: string;
  path: string;
  aside?: ReactNode;
  children: ReactNode;
}

/** One question inside a card, with its name above it and what is wrong below. */
export function Field({ title, path, aside, children }: FieldProps) {
  return (
    <div className={styles.field} data-path={path} data-problem={problemAt(useDesk().problems, path) !== undefined}>
      <div className={styles.fieldHead}>
        <span className={styles.fieldTitle}>{title}</span>
        {aside}
      </div>
      {children}
      <ProblemOf path={path} title={title} />
    </div>
  );
}

/** What is wrong at a path or below it. The name that stands above it anyway is not said again. */
export function ProblemOf({ path, title = "" }: { path: string; title?: string }) {
  const problem = problemAt(useDesk().problems, path);
  if (problem === undefined) return null;
  const text = (title && problem.split(`${title}: `).at(-1)) || problem;
  return <p className={styles.wrong}>{text.charAt(0).toUpperCase() + text.slice(1)}</p>;
}

/** A key, drawn small; who hears the page finds it in the list of shortcuts. */
export function Key({ shortcut }: { shortcut: string }) {
  return <KeyHint className={styles.key} keys={shortcutKeys(shortcut).join(" ")} />;
}
