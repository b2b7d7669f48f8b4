import type { Project } from "@/api/types";
import { TextLink } from "@/ui/links";

import styles from "./MeasureTable.module.css";

interface FigureLinkProps {
  project: Project;
  /** What the figure is, for those who hear the link alone. */
  name: string;
  strong?: boolean;
  /** What stands there: a number, or a dash where there is none. */
  children: string;
}

const NONE = "–";

/** A figure that leads to the tasks behind it. */
export function FigureLink({ project, name, strong, children }: FigureLinkProps) {
  if (children === NONE) return NONE;
  return (
    <TextLink
      to="/projects/$projectId/tasks"
      params={{ projectId: project.id }}
      search={{ ordering: "agreement" }}
      className={strong ? styles.strong : styles.figure}
      aria-label={`${name} ${children}`}
      title="The tasks behind it, least agreement first"
    >
      {children}
    </TextLink>
  );
}
