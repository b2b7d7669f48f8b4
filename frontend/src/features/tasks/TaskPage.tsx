import { Badge, Group, Stack, Text } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Suspense } from "react";

import { taskQuery } from "@/api/projects";
import type { Project, TaskDetail } from "@/api/types";
import { useProject } from "@/api/useProject";
import { type NamedAnswer, useKind } from "@/kinds";
import { coefficient } from "@/lib/format";
import { Icon } from "@/ui/Icon";
import { TextLink } from "@/ui/links";
import { RelativeTime } from "@/ui/RelativeTime";
import { Section } from "@/ui/Section";
import { StatusBadge } from "@/ui/StatusBadge";
import { Waiting } from "@/ui/Waiting";

import { Answers } from "./Answers";
import { Facts } from "./Facts";
import { History } from "./History";
import { WithdrawTask } from "./WithdrawTask";

/** One task with everything about it. */
export function TaskPage() {
  const project = useProject();
  const { taskId = "" } = useParams({ strict: false });
  const { data: task, refetch } = useSuspenseQuery(taskQuery(taskId));
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Group gap="sm">
          <TextLink to="/projects/$projectId/tasks" params={{ projectId: project.id }}>
            Tasks
          </TextLink>
          <Text c="dimmed">/</Text>
          <Text ff="monospace" size="sm">
            {task.external_id ?? task.id.slice(0, 8)}
          </Text>
          <StatusBadge status={task.status} />
          <Text size="sm" c="dimmed">
            agreement {coefficient(task.agreement)} · {task.answers} of {task.overlap} answers
          </Text>
        </Group>
        <WithdrawTask project={project} task={task} />
      </Group>
      <Suspense fallback={<Waiting />}>
        <Answered project={project} task={task} />
        <Content project={project} task={task} onRenew={refetch} />
      </Suspense>
      <Flags task={task} />
      <Facts task={task} />
      <History task={task} />
    </Stack>
  );
}

function Answered({ project, task }: { project: Project; task: TaskDetail }) {
  const kind = useKind(project.kind);
  return (
    <>
      {task.outcome && kind && (
        <Section title="Outcome" help={task.outcome_source === "decision" ? "By decision" : "By consensus"}>
          <kind.AnswerSummary
            answer={task.outcome}
            content={task.content}
            images={task.images}
            settings={project.settings}
            criteria={project.rubric?.criteria ?? []}
          />
        </Section>
      )}
      <Section title="Answers">
        {task.annotations.length > 0 ? (
          <Answers project={project} task={task} />
        ) : (
          <Text c="dimmed">Nobody has answered yet.</Text>
        )}
      </Section>
    </>
  );
}

interface ContentProps {
  project: Project;
  task: TaskDetail;
  onRenew: () => Promise<unknown>;
}

function Content({ project, task, onRenew }: ContentProps) {
  const kind = useKind(project.kind);
  if (!kind) return null;
  const answers = namedAnswers(task);
  return (
    <Section title="Content">
      <kind.View
        mode={answers.length > 0 ? "compare" : "readonly"}
        content={task.content}
        images={task.images}
        renewImages={onRenew}
        settings={project.settings}
        criteria={project.rubric?.criteria ?? []}
        answers={answers}
        gold={task.gold}
        disputes={task.disputes}
      />
    </Section>
  );
}

/** Everyone's current answer, and what models suggested. */
function namedAnswers({ annotations, suggestions }: TaskDetail): NamedAnswer<unknown>[] {
  return [
    ...annotations
      .filter((annotation) => annotation.current)
      .map(({ annotator, answer }) => ({ label: annotator.display_name, answer })),
    ...suggestions.map(({ model, answer }) => ({ label: `${model} (model)`, answer })),
  ];
}

const FLAGS: Record<string, string> = {
  bad_task: "bad task",
  unsafe: "unsafe content",
  unclear_guideline: "unclear guideline",
  other: "other",
};

function Flags({ task }: { task: TaskDetail }) {
  if (task.flags.length === 0) return null;
  return (
    <Section title="Flags">
      <Stack gap="sm">
        {task.flags.map((flag) => (
          <Group key={flag.id} gap="sm" align="flex-start" wrap="nowrap">
            <Badge color="gold" tt="none" leftSection={<Icon name="flag" size={12} />} flex="none">
              {FLAGS[flag.category]}
            </Badge>
            <div>
              <Text>{flag.note || "No note."}</Text>
              <Text size="sm" c="dimmed">
                {flag.raised_by.display_name}, <RelativeTime time={flag.created_at} />
              </Text>
            </div>
          </Group>
        ))}
      </Stack>
    </Section>
  );
}
