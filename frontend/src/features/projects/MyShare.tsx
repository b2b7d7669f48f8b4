import { Group, Text } from "@mantine/core";

import type { Project } from "@/api/types";
import { counted } from "@/lib/format";
import { ButtonLink } from "@/ui/links";
import { Section } from "@/ui/Section";

/** What an annotator has done here and what is left for them. */
export function MyShare({ project }: { project: Project }) {
  const { mine } = project.progress;
  const params = { projectId: project.id };
  const waits = mine.waiting > 0 ? `${counted(mine.waiting, "task")} for you.` : "Nothing is left for you now.";
  return (
    <Section
      title="Your work"
      actions={
        project.status === "active" && (
          <ButtonLink to="/projects/$projectId/label" params={params} variant={mine.waiting > 0 ? "filled" : "default"}>
            {mine.waiting === 0 ? "Look again" : mine.submitted > 0 ? "Continue" : "Start"}
          </ButtonLink>
        )
      }
    >
      <Group gap="lg">
        <Text>{project.status === "active" ? waits : "The project is not active, so no tasks are given out."}</Text>
        <Text c="dimmed">
          {counted(mine.submitted, "answer")} given, {mine.skipped} skipped
        </Text>
      </Group>
    </Section>
  );
}
