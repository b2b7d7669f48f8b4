import { Button, Drawer, Group, Loader, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";

import type { Project } from "@/api/types";
import { counted } from "@/lib/format";
import { TextLink } from "@/ui/links";
import { RelativeTime } from "@/ui/RelativeTime";

import { myAnnotationsQuery } from "./api";
import type { MyAnnotation } from "./types";
import styles from "./workspace.module.css";

/** My last answers, each a way to revise it. */
export function AnswersPanel({ project, opened, onClose }: { project: Project; opened: boolean; onClose: () => void }) {
  return (
    <Drawer opened={opened} onClose={onClose} position="right" title="My last answers">
      <AnswerList project={project} />
    </Drawer>
  );
}

export function AnswerList({ project }: { project: Project }) {
  const list = useInfiniteQuery(myAnnotationsQuery(project.id));
  if (list.isPending) return <Loader role="status" aria-label="Loading" />;
  if (list.isError) return <Text c="dimmed">Your answers could not be fetched.</Text>;
  if (list.data.length === 0) return <Text c="dimmed">You have not answered a task of this project yet.</Text>;
  return (
    <Stack gap="xs">
      {list.data.map((annotation) => (
        <AnswerRow key={annotation.id} project={project} annotation={annotation} />
      ))}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show earlier answers
        </Button>
      )}
    </Stack>
  );
}

/** The verdict is left out: a list does not know which side each response stood on. */
function AnswerRow({ project, annotation }: { project: Project; annotation: MyAnnotation }) {
  return (
    <article className={styles.answerRow}>
      <Text lineClamp={2}>{annotation.snippet}</Text>
      <Group gap="xs" mt={4}>
        <Text size="sm" c="dimmed">
          <RelativeTime time={annotation.created_at} />
          {annotation.revision > 1 && ` · revised ${counted(annotation.revision - 1, "time")}`}
          {!annotation.counted && " · surplus"}
        </Text>
        <TextLink
          to="/projects/$projectId/my-answers/$annotationId"
          params={{ projectId: project.id, annotationId: annotation.id }}
          size="sm"
          ml="auto"
        >
          {annotation.revisable ? "Look at it or revise it" : "Look at it"}
        </TextLink>
      </Group>
    </article>
  );
}
