import { Button, Group, Stack, Text, ThemeIcon } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";

import { kindsQuery, membersQuery, moveProject, useRefreshProject } from "@/api/projects";
import type { Project } from "@/api/types";
import { toast } from "@/lib/toasts";
import { Icon } from "@/ui/Icon";
import { TextLink } from "@/ui/links";
import { Section } from "@/ui/Section";

import { setupSteps, type Step } from "./steps";

const PAGES = {
  guidelines: "/projects/$projectId/guidelines",
  rubric: "/projects/$projectId/rubric",
  tasks: "/projects/$projectId/imports",
  people: "/projects/$projectId/people",
} as const;

/** Leads a new project to its start. */
export function SetupSteps({ project }: { project: Project }) {
  const members = useQuery(membersQuery(project.id)).data ?? [];
  const kind = useQuery(kindsQuery()).data?.find(({ name }) => name === project.kind);
  const refresh = useRefreshProject(project.id);
  const start = useMutation({
    mutationFn: () => moveProject(project.id, "active"),
    onSuccess: async () => {
      toast({ tone: "good", message: "The project is active. Annotators can start." });
      await refresh();
    },
  });
  const steps = setupSteps(
    project,
    members.filter(({ role, user }) => role === "annotator" && !user.is_placeholder).length,
    (kind?.image_fields.length ?? 0) > 0,
  );
  const ready = steps.every((step) => step.done || !step.needed);
  return (
    <Section
      title="Set up"
      actions={
        <Button
          disabled={!ready}
          loading={start.isPending}
          leftSection={<Icon name="play" size={16} />}
          onClick={() => {
            start.mutate();
          }}
        >
          Start project
        </Button>
      }
    >
      <Stack gap="sm">
        {steps.map((step) => (
          <StepLine key={step.key} step={step} projectId={project.id} />
        ))}
      </Stack>
    </Section>
  );
}

function StepLine({ step, projectId }: { step: Step; projectId: string }) {
  return (
    <Group gap="sm" wrap="nowrap">
      <ThemeIcon variant={step.done ? "filled" : "default"} color="good" radius="xl" size={24}>
        {step.done && <Icon name="check" size={14} />}
      </ThemeIcon>
      <div>
        <TextLink to={PAGES[step.key]} params={{ projectId }} fw={560}>
          {step.label}
        </TextLink>
        <span className="visually-hidden">{step.done ? " (done)" : " (to do)"}</span>
        <Text size="sm" c="dimmed">
          {step.help}
          {!step.needed && " Can wait."}
        </Text>
      </div>
    </Group>
  );
}
