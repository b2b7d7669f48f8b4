import { SimpleGrid, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { sayError } from "@/api/errors";
import { projectsQuery } from "@/api/projects";
import { useMe } from "@/api/useProject";
import { EmptyState } from "@/ui/EmptyState";
import { ButtonLink } from "@/ui/links";
import { Page } from "@/ui/Page";
import { Problem } from "@/ui/Problem";
import { Section } from "@/ui/Section";
import { Waiting } from "@/ui/Waiting";

import { ManagedTable } from "./ManagedTable";
import { workToDo } from "./sorting";
import { WorkCard } from "./WorkCard";

/** What waits for me. */
export function HomePage() {
  const me = useMe();
  const projects = useQuery(projectsQuery());
  return (
    <Page title={`Hello, ${me.display_name}`}>
      {projects.isPending && <Waiting />}
      {projects.isError && <Problem onRetry={() => void projects.refetch()}>{sayError(projects.error)}</Problem>}
      {projects.data?.length === 0 && <NoProjects />}
      {projects.data && projects.data.length > 0 && <Projects />}
    </Page>
  );
}

function Projects() {
  const projects = useQuery(projectsQuery()).data ?? [];
  const work = workToDo(projects);
  const managed = projects.filter((project) => project.roles.includes("manager") && project.status !== "archived");
  return (
    <Stack gap="xl">
      {work.length > 0 && (
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} aria-label="Your work" role="region">
          {work.map((project) => (
            <WorkCard key={project.id} project={project} />
          ))}
        </SimpleGrid>
      )}
      {managed.length > 0 && (
        <Section title="Projects you manage" flush>
          <ManagedTable projects={managed} />
        </Section>
      )}
      {work.length === 0 && managed.length === 0 && (
        <EmptyState icon="check" title="Nothing waits for you">
          Your projects are paused or archived. A manager can start them again.
        </EmptyState>
      )}
    </Stack>
  );
}

function NoProjects() {
  const me = useMe();
  if (!me.is_admin) {
    return (
      <EmptyState title="You are in no project yet">
        Ask a manager to add you by your e-mail address, {me.email}.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No projects yet" action={<ButtonLink to="/projects/new">New project</ButtonLink>}>
      Create a project, publish its rubric, import tasks and invite people.
    </EmptyState>
  );
}
