import { Group, Text } from "@mantine/core";

import type { Project } from "@/api/types";
import { count } from "@/lib/format";
import { type Column, DataTable } from "@/ui/DataTable";
import { DemoBadge } from "@/ui/DemoBadge";
import { TextLink } from "@/ui/links";
import { ProgressBar } from "@/ui/ProgressBar";
import { StatusBadge } from "@/ui/StatusBadge";

/** What a manager should do next with a project. */
function NextStep({ project }: { project: Project }) {
  const params = { projectId: project.id };
  if (!project.rubric)
    return (
      <TextLink to="/projects/$projectId/rubric" params={params}>
        Publish a rubric
      </TextLink>
    );
  if (project.progress.tasks === 0)
    return (
      <TextLink to="/projects/$projectId/imports" params={params}>
        Import tasks
      </TextLink>
    );
  if (project.status === "draft")
    return (
      <TextLink to="/projects/$projectId" params={params}>
        Start the project
      </TextLink>
    );
  if (project.progress.disputed > 0) {
    return (
      <TextLink to="/projects/$projectId/tasks" params={params} search={{ status: "disputed" }}>
        {count(project.progress.disputed)} disputed
      </TextLink>
    );
  }
  return <Text c="dimmed">–</Text>;
}

const columns: Column<Project>[] = [
  {
    key: "title",
    title: "Project",
    cell: (project) => (
      <Group gap="xs">
        <TextLink to="/projects/$projectId" params={{ projectId: project.id }} fw={560}>
          {project.title}
        </TextLink>
        {project.is_demo && <DemoBadge />}
      </Group>
    ),
  },
  { key: "status", title: "Status", cell: (project) => <StatusBadge status={project.status} /> },
  {
    key: "progress",
    title: "Progress",
    width: 220,
    cell: (project) => <ProgressBar progress={project.progress} label={project.title} />,
  },
  { key: "tasks", title: "Tasks", align: "right", cell: (project) => count(project.progress.tasks) },
  { key: "answers", title: "Answers", align: "right", cell: (project) => count(project.progress.answers) },
  { key: "next", title: "Next", cell: (project) => <NextStep project={project} /> },
];

export function ManagedTable({ projects }: { projects: Project[] }) {
  return (
    <DataTable
      label="Projects you manage"
      columns={columns}
      rows={projects}
      rowKey={(project) => project.id}
      empty={null}
    />
  );
}
