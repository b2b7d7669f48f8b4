import { Badge, Group, Text } from "@mantine/core";

import type { Project, TaskAnnotation, TaskDetail } from "@/api/types";
import { type Kind, useKind } from "@/kinds";
import { duration } from "@/lib/format";
import { RelativeTime } from "@/ui/RelativeTime";

import styles from "./Answers.module.css";

interface AnswersProps {
  project: Project;
  task: TaskDetail;
}

/** What people answered, side by side: the current answer of each. */
export function Answers({ project, task }: AnswersProps) {
  const kind = useKind(project.kind);
  const current = task.annotations.filter((annotation) => annotation.current);
  if (!kind) return null;
  return (
    <div className={styles.grid}>
      {current.map((annotation) => (
        <Answer key={annotation.id} kind={kind} project={project} task={task} annotation={annotation} />
      ))}
    </div>
  );
}

function Answer({ kind, project, task, annotation }: AnswersProps & { kind: Kind; annotation: TaskAnnotation }) {
  const { annotator, answer, imported, counted, revision, active_ms } = annotation;
  return (
    <div className={styles.answer}>
      <Group justify="space-between" gap="xs" mb={8}>
        <Text fw={600}>{annotator.display_name}</Text>
        <Group gap={4}>
          {imported && (
            <Badge color="gray" size="sm" tt="none">
              imported
            </Badge>
          )}
          {!counted && (
            <Badge color="gold" size="sm" tt="none">
              surplus
            </Badge>
          )}
          {revision > 1 && (
            <Badge color="blue" size="sm" tt="none">
              revision {revision}
            </Badge>
          )}
        </Group>
      </Group>
      <kind.AnswerSummary
        answer={answer}
        content={task.content}
        images={task.images}
        settings={project.settings}
        criteria={project.rubric?.criteria ?? []}
      />
      <Text size="xs" c="dimmed" mt="xs">
        <RelativeTime time={annotation.created_at} />
        {active_ms !== null && ` · ${duration(active_ms)} of work`} · rubric {annotation.rubric_version}
      </Text>
    </div>
  );
}
