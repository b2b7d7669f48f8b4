import { Button, Group, Stack, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Suspense } from "react";

import { sayError } from "@/api/errors";
import { type TaskFilter, taskQuery, tasksQuery } from "@/api/projects";
import type { Project, TaskRow } from "@/api/types";
import { coefficient } from "@/lib/format";
import { EmptyState } from "@/ui/EmptyState";
import { TextLink } from "@/ui/links";
import { Problem } from "@/ui/Problem";
import { Waiting } from "@/ui/Waiting";

import { Answers } from "./Answers";
import styles from "./Disputes.module.css";

/** Each one is fetched with its answers. */
const AT_ONCE = 10;

/** Disputed tasks, each with the answers that differ. */
export function Disputes({ project, filter }: { project: Project; filter: TaskFilter }) {
  const tasks = useInfiniteQuery(tasksQuery(project.id, filter, AT_ONCE));
  if (tasks.isError) return <Problem onRetry={() => void tasks.refetch()}>{sayError(tasks.error)}</Problem>;
  if (!tasks.data) return <Waiting />;
  if (tasks.data.length === 0) {
    return (
      <EmptyState icon="check" title="No disputes">
        Tasks whose answers agree less than {coefficient(project.agreement_threshold)} are listed here.
      </EmptyState>
    );
  }
  return (
    <Stack gap={0}>
      {tasks.data.map((task) => (
        <Dispute key={task.id} project={project} task={task} />
      ))}
      {tasks.hasNextPage && (
        <Group justify="center" p="md">
          <Button variant="default" loading={tasks.isFetchingNextPage} onClick={() => void tasks.fetchNextPage()}>
            Show more
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Dispute({ project, task }: { project: Project; task: TaskRow }) {
  const detail = useQuery(taskQuery(task.id));
  return (
    <article className={styles.dispute} aria-label={task.snippet}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" mb="sm">
        <TextLink
          to="/projects/$projectId/tasks/$taskId"
          params={{ projectId: project.id, taskId: task.id }}
          fw={560}
          className={styles.title}
        >
          {task.snippet || "(no text)"}
        </TextLink>
        <Text size="sm" c="dimmed" className={styles.agreement}>
          agreement {coefficient(task.agreement)}
        </Text>
      </Group>
      {detail.data && (
        <Suspense fallback={<Waiting />}>
          <Answers project={project} task={detail.data} />
        </Suspense>
      )}
    </article>
  );
}
