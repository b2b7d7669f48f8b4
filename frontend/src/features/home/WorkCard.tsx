import { Group, Paper, Progress, Text, Title } from "@mantine/core";

import type { Project } from "@/api/types";
import { count, counted, percent } from "@/lib/format";
import { DemoBadge } from "@/ui/DemoBadge";
import { ButtonLink, TextLink } from "@/ui/links";

import styles from "./WorkCard.module.css";

/** A project in which I annotate, with the way back into it. */
export function WorkCard({ project }: { project: Project }) {
  const { mine } = project.progress;
  const params = { projectId: project.id };
  const started = mine.submitted > 0 || mine.leased > 0;
  return (
    <Paper withBorder component="article" className={styles.card} aria-label={project.title}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <Title order={2}>
          <TextLink to="/projects/$projectId" params={params} c="inherit">
            {project.title}
          </TextLink>
        </Title>
        {project.is_demo && <DemoBadge />}
      </Group>
      <Text size="sm" c="dimmed" lineClamp={2}>
        {project.description}
      </Text>
      <div className={styles.foot}>
        <Text size="sm" mb={6}>
          {mine.waiting > 0 ? <strong>{counted(mine.waiting, "task")} for you</strong> : "Nothing left for you"}
          {mine.submitted > 0 && ` · ${count(mine.submitted)} done`}
        </Text>
        <Progress
          value={percent(mine.submitted, mine.submitted + mine.waiting)}
          aria-label={`Your share of ${project.title}`}
          size="sm"
          color="gold.4"
        />
        <Group mt="md" gap="xs">
          <ButtonLink to="/projects/$projectId/label" params={params} variant={mine.waiting > 0 ? "filled" : "default"}>
            {mine.waiting === 0 ? "Look again" : started ? "Continue" : "Start"}
          </ButtonLink>
          {mine.submitted > 0 && (
            <ButtonLink to="/projects/$projectId/my-answers" params={params} variant="subtle">
              My answers
            </ButtonLink>
          )}
        </Group>
      </div>
    </Paper>
  );
}
