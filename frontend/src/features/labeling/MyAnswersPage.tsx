import { Stack, Text } from "@mantine/core";

import { useProject } from "@/api/useProject";

import { AnswerList } from "./AnswersPanel";

/** All answers of mine in a project. */
export function MyAnswersPage() {
  const project = useProject();
  return (
    <Stack maw={860}>
      <Text c="dimmed">
        {project.revisable
          ? "You can revise an answer as long as no reviewer has ruled on its task. Earlier versions are kept."
          : "In this project answers are final."}
      </Text>
      <AnswerList project={project} />
    </Stack>
  );
}
