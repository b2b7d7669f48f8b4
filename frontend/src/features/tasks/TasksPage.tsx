import { Group, SegmentedControl, Select, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";

import { sayError } from "@/api/errors";
import { type TaskFilter, tasksQuery } from "@/api/projects";
import type { Progress, Project, TaskRow } from "@/api/types";
import { useProject } from "@/api/useProject";
import { coefficient, count } from "@/lib/format";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { Icon } from "@/ui/Icon";
import { ButtonLink, TextLink } from "@/ui/links";
import { Problem } from "@/ui/Problem";
import { Section } from "@/ui/Section";
import { StatusBadge } from "@/ui/StatusBadge";

import { Disputes } from "./Disputes";
import styles from "./TasksPage.module.css";

const STATUSES = ["open", "answered", "disputed", "settled", "withdrawn"] as const;

const ORDERINGS = [
  { value: "-created", label: "Newest first" },
  { value: "created", label: "Oldest first" },
  { value: "agreement", label: "Least agreement first" },
  { value: "-agreement", label: "Most agreement first" },
];

function columns(project: Project): Column<TaskRow>[] {
  return [
    {
      key: "snippet",
      title: "Task",
      cell: (task) => (
        <Group gap="sm" wrap="nowrap">
          {task.thumbnail_url && <img src={task.thumbnail_url} alt="" className={styles.thumbnail} loading="lazy" />}
          <TextLink
            to="/projects/$projectId/tasks/$taskId"
            params={{ projectId: project.id, taskId: task.id }}
            className={styles.snippet}
          >
            {task.snippet || "(no text)"}
          </TextLink>
        </Group>
      ),
    },
    {
      key: "external",
      title: "External id",
      cell: (task) => (
        <Text size="sm" className={styles.external}>
          {task.external_id ?? "–"}
        </Text>
      ),
    },
    { key: "status", title: "Status", cell: (task) => <StatusBadge status={task.status} /> },
    {
      key: "answers",
      title: "Answers",
      align: "right",
      cell: (task) => `${String(task.answers)} of ${String(task.overlap)}`,
    },
    { key: "agreement", title: "Agreement", align: "right", cell: (task) => coefficient(task.agreement) },
    { key: "outcome", title: "Settled by", cell: (task) => task.outcome_source ?? "–" },
  ];
}

export function TasksPage() {
  const project = useProject();
  const filter = useSearch({ strict: false }) as TaskFilter;
  const disputed = filter.status === "disputed";
  return (
    <Section title="Tasks" flush>
      <Filters filter={filter} progress={project.progress} />
      {disputed ? <Disputes project={project} filter={filter} /> : <Tasks project={project} filter={filter} />}
    </Section>
  );
}

function Tasks({ project, filter }: { project: Project; filter: TaskFilter }) {
  const tasks = useInfiniteQuery(tasksQuery(project.id, filter));
  if (tasks.isError) return <Problem onRetry={() => void tasks.refetch()}>{sayError(tasks.error)}</Problem>;
  return (
    <DataTable
      label="Tasks"
      columns={columns(project)}
      rows={tasks.data}
      rowKey={(task) => task.id}
      empty={<NoTasks project={project} filtered={Boolean(filter.status ?? filter.search ?? filter.ordering)} />}
      onMore={tasks.hasNextPage ? () => void tasks.fetchNextPage() : undefined}
      loadingMore={tasks.isFetchingNextPage}
    />
  );
}

function NoTasks({ project, filtered }: { project: Project; filtered: boolean }) {
  if (filtered)
    return (
      <EmptyState icon="search" title="No such task">
        Try another filter.
      </EmptyState>
    );
  return (
    <EmptyState
      title="No tasks yet"
      action={
        <ButtonLink to="/projects/$projectId/imports" params={{ projectId: project.id }}>
          Import tasks
        </ButtonLink>
      }
    >
      Tasks come from files that you import.
    </EmptyState>
  );
}

function Filters({ filter, progress }: { filter: TaskFilter; progress: Progress }) {
  const navigate = useNavigate();
  const change = (part: Partial<TaskFilter>) =>
    void navigate({ to: ".", search: { ...filter, ...part }, replace: true });
  const search = useDebouncedCallback((text: string) => {
    change({ search: text.trim() || undefined });
  }, 300);
  return (
    <Stack gap="sm" align="flex-start" className={styles.filters}>
      <SegmentedControl
        size="sm"
        aria-label="Status"
        value={filter.status ?? ""}
        onChange={(status) => {
          change({ status: (status || undefined) as TaskFilter["status"] });
        }}
        data={[
          { value: "", label: `All ${count(progress.tasks)}` },
          ...STATUSES.map((status) => ({ value: status, label: `${status} ${count(progress[status])}` })),
        ]}
      />
      <Group gap="sm">
        <TextInput
          aria-label="Search by id"
          placeholder="External id or task id"
          leftSection={<Icon name="search" size={15} />}
          defaultValue={filter.search}
          w={210}
          onChange={(event) => {
            search(event.currentTarget.value);
          }}
        />
        <Select
          aria-label="Order"
          w={190}
          data={ORDERINGS}
          value={filter.ordering ?? "-created"}
          allowDeselect={false}
          onChange={(ordering) => {
            change({ ordering: ordering === "-created" ? undefined : (ordering as TaskFilter["ordering"]) });
          }}
        />
      </Group>
    </Stack>
  );
}
