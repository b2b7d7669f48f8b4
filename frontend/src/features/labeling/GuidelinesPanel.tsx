import { CloseButton, Text, Title } from "@mantine/core";
import { useEffect, useRef } from "react";

import type { Criterion, Project } from "@/api/types";
import { Keys } from "@/ui/Keys";
import { Markdown } from "@/ui/Markdown";

import styles from "./workspace.module.css";

/** Guidelines and rubric beside the work: it hides the content in part, never the answer. */
export function GuidelinesPanel({ project, onClose }: { project: Project; onClose: () => void }) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.focus();
  }, []);
  return (
    <aside
      ref={panel}
      className={styles.guidelines}
      tabIndex={-1}
      aria-label="Guidelines and rubric"
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <header className={styles.guidelinesHead}>
        <Title order={2}>Guidelines</Title>
        <Keys shortcut="shift+g" />
        <CloseButton ml="auto" aria-label="Close the guidelines" onClick={onClose} />
      </header>
      <div className={styles.guidelinesBody}>
        {project.guidelines ? (
          <Markdown>{project.guidelines}</Markdown>
        ) : (
          <Text c="dimmed">This project has no guidelines yet.</Text>
        )}
        {project.rubric && (
          <>
            <Title order={2} mt="lg">
              Rubric <span className={styles.quiet}>version {project.rubric.version}</span>
            </Title>
            {project.rubric.criteria.map((criterion) => (
              <CriterionText key={criterion.key} criterion={criterion} />
            ))}
          </>
        )}
      </div>
    </aside>
  );
}

function CriterionText({ criterion }: { criterion: Criterion }) {
  const anchors = [...(criterion.scale.anchors ?? []), ...(criterion.scale.options ?? [])];
  return (
    <section className={styles.criterion}>
      <Title order={3}>{criterion.title}</Title>
      {criterion.guidance && <Markdown>{criterion.guidance}</Markdown>}
      {anchors.length > 0 && (
        <dl>
          {anchors.map((anchor) => (
            <div key={String(anchor.value)}>
              <dt>{anchor.label === "" ? String(anchor.value) : `${String(anchor.value)} · ${anchor.label}`}</dt>
              {anchor.description && <dd>{anchor.description}</dd>}
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
