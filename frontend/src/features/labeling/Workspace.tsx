import type { ReactNode } from "react";

import type { Project } from "@/api/types";
import type { Command } from "@/lib/commands";
import { counted } from "@/lib/format";
import { useAllCommands } from "@/ui/CommandProvider";
import { Icon } from "@/ui/Icon";
import { TextLink } from "@/ui/links";
import { useTitle } from "@/ui/Page";
import { ProgressBar } from "@/ui/ProgressBar";

import { CommandButton } from "./CommandButton";
import { GuidelinesPanel } from "./GuidelinesPanel";
import styles from "./workspace.module.css";

interface WorkspaceProps {
  project: Project;
  title: string;
  /** In the header: where the work is kept, the time. */
  facts?: ReactNode;
  /** In the header: guidelines, my answers. */
  commands: Command[];
  /** Above the content: what a person has to know now. */
  notices?: ReactNode;
  footer?: ReactNode;
  guidelines: boolean;
  onGuidelines: (open: boolean) => void;
  children: ReactNode;
}

/** The whole window for one task: a slim header, the kind's view, what can be done with the task. */
export function Workspace(props: WorkspaceProps) {
  const { project, title, facts, commands, notices, footer, guidelines, onGuidelines, children } = props;
  const shortcuts = useAllCommands().find((command) => command.id === "shortcuts");
  useTitle(`${title} · ${project.title}`);
  return (
    <div className={styles.workspace}>
      <header className={styles.header}>
        <TextLink
          to="/projects/$projectId"
          params={{ projectId: project.id }}
          className={styles.back}
          aria-label={`Back to ${project.title}`}
        >
          <Icon name="left" size={16} />
        </TextLink>
        <h1 className={styles.title} title={project.title}>
          {project.title}
        </h1>
        <ProgressFacts project={project} />
        <div className={styles.facts}>{facts}</div>
        <div className={styles.headCommands}>
          {[...commands, ...(shortcuts ? [shortcuts] : [])].map((command) => (
            <CommandButton key={command.id} command={command} />
          ))}
        </div>
      </header>
      <div>{notices}</div>
      <main className={styles.main} id="workspace-main" tabIndex={-1} aria-label={title}>
        {children}
        {guidelines && (
          <GuidelinesPanel
            project={project}
            onClose={() => {
              onGuidelines(false);
            }}
          />
        )}
      </main>
      {footer}
    </div>
  );
}

/** How far the project is, and I. */
function ProgressFacts({ project }: { project: Project }) {
  const { mine, settled, disputed, answered } = project.progress;
  return (
    <div className={styles.progress}>
      {settled + disputed + answered > 0 && (
        <div className={styles.bar}>
          <ProgressBar progress={project.progress} label={project.title} />
        </div>
      )}
      <span>
        {counted(mine.submitted, "answer")} by me{mine.waiting > 0 && ` · ${String(mine.waiting)} waiting`}
      </span>
    </div>
  );
}
