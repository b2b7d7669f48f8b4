import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { sayError } from "@/api/errors";
import { projectsQuery } from "@/api/projects";
import type { Project } from "@/api/types";
import { useMe } from "@/api/useProject";
import { count } from "@/lib/format";
import { type Column, DataTable } from "@/ui/DataTable";
import { DemoBadge } from "@/ui/DemoBadge";
import { EmptyState } from "@/ui/EmptyState";
import { Icon } from "@/ui/Icon";
import { ButtonLink, TextLink } from "@/ui/links";
import { Page } from "@/ui/Page";
import { Problem } from "@/ui/Problem";
import { ProgressBar } from "@/ui/ProgressBar";
import { RelativeTime } from "@/ui/RelativeTime";
import { Section } from "@/ui/Section";
import { StatusBadge } from "@/ui/StatusBadge";

const columns: Column<Project>[] = [
  {
    key: "title",
    title: "Project",
    cell: (project) => (
      <>
        <TextLink to="/projects/$projectId" params={{ projectId: project.id }} fw={560}>
          {project.title}
        </TextLink>{" "}
        {project.is_demo && <DemoBadge />}
      </>
    ),
  },
  { key: "status", title: "Status", cell: (project) => <StatusBadge status={project.status} /> },
  { key: "roles", title: "My roles", cell: (project) => project.roles.join(", ") },
  {
    key: "progress",
    title: "Progress",
    width: 180,
    cell: (project) => <ProgressBar progress={project.progress} label={project.title} />,
  },
  { key: "tasks", title: "Tasks", align: "right", cell: (project) => count(project.progress.tasks) },
  { key: "settled", title: "Settled", align: "right", cell: (project) => count(project.progress.settled) },
  { key: "updated", title: "Changed", cell: (project) => <RelativeTime time={project.updated_at} /> },
];

type Filter = "current" | "archived";

export function ProjectsPage() {
  const me = useMe();
  const projects = useQuery(projectsQuery());
  const [filter, setFilter] = useState<Filter>("current");
  const mayCreate = me.is_admin || projects.data?.some((project) => project.roles.includes("manager"));
  const rows = projects.data?.filter((project) => (project.status === "archived") === (filter === "archived"));
  const create = mayCreate && (
    <ButtonLink to="/projects/new" leftSection={<Icon name="plus" size={16} />}>
      New project
    </ButtonLink>
  );

  return (
    <Page title="Projects" actions={create}>
      {projects.isError ? (
        <Problem onRetry={() => void projects.refetch()}>{sayError(projects.error)}</Problem>
      ) : (
        <>
          <SegmentedControl
            mb="md"
            aria-label="Which projects"
            value={filter}
            onChange={(value) => {
              setFilter(value as Filter);
            }}
            data={[
              { value: "current", label: "Current" },
              { value: "archived", label: "Archived" },
            ]}
          />
          <Section flush>
            <DataTable
              label="Projects"
              columns={columns}
              rows={rows}
              rowKey={(project) => project.id}
              empty={<NoProjects filter={filter} mayCreate={Boolean(mayCreate)} />}
            />
          </Section>
        </>
      )}
    </Page>
  );
}

function NoProjects({ filter, mayCreate }: { filter: Filter; mayCreate: boolean }) {
  if (filter === "archived") return <EmptyState icon="archive" title="Nothing is archived" />;
  if (!mayCreate) return <EmptyState title="You are in no project yet">Ask a manager to add you.</EmptyState>;
  return (
    <EmptyState title="No projects yet" action={<ButtonLink to="/projects/new">New project</ButtonLink>}>
      A project holds tasks of one kind with their guidelines, rubric and people.
    </EmptyState>
  );
}
