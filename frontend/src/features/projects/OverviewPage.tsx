import { SimpleGrid, Stack, Text } from "@mantine/core";

import { useCanManage, useProject } from "@/api/useProject";
import { count, counted, percent } from "@/lib/format";
import { TextLink } from "@/ui/links";
import { ProgressBar } from "@/ui/ProgressBar";
import { Section } from "@/ui/Section";
import { StatTile } from "@/ui/StatTile";

import { Activity } from "./Activity";
import { Legend } from "./Legend";
import { MyShare } from "./MyShare";
import { SetupSteps } from "./SetupSteps";
import { StatusActions } from "./StatusActions";

export function OverviewPage() {
  const project = useProject();
  const canManage = useCanManage(project);
  return (
    <Stack gap="lg">
      {project.description && (
        <Text maw="72ch" c="dimmed">
          {project.description}
        </Text>
      )}
      {canManage && project.status === "draft" && <SetupSteps project={project} />}
      {project.roles.includes("annotator") && <MyShare project={project} />}
      {project.progress.tasks > 0 && <Figures />}
      {canManage && (
        <>
          <Activity project={project} />
          <StatusActions project={project} />
        </>
      )}
    </Stack>
  );
}

function Figures() {
  const project = useProject();
  const canManage = useCanManage(project);
  const { progress, overlap } = project;
  const whole = progress.tasks - progress.withdrawn;
  const each = whole > 0 ? (progress.answers / whole).toFixed(1) : "0";
  return (
    <>
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        <StatTile label="Tasks" value={count(whole)} note={`${counted(overlap, "answer")} wanted for each`} />
        <StatTile
          label="Settled"
          value={`${String(percent(progress.settled, whole))} %`}
          note={counted(progress.settled, "task")}
        />
        <StatTile
          label="Disputed"
          value={count(progress.disputed)}
          note={canManage && progress.disputed > 0 ? <DisputedLink id={project.id} /> : "answered too differently"}
        />
        <StatTile label="Answers" value={count(progress.answers)} note={`${each} for each task so far`} />
      </SimpleGrid>
      <Section title="Progress">
        <ProgressBar progress={progress} label="the project" size="lg" />
        <Legend progress={progress} />
      </Section>
    </>
  );
}

function DisputedLink({ id }: { id: string }) {
  return (
    <TextLink to="/projects/$projectId/tasks" params={{ projectId: id }} search={{ status: "disputed" }}>
      Look at them
    </TextLink>
  );
}
