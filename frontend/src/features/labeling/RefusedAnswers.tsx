import { Alert, Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import type { Project } from "@/api/types";
import type { Kind } from "@/kinds";
import { Icon } from "@/ui/Icon";

import { myAnnotationOf } from "./api";
import { randomUuid } from "./identity";
import type { Sending } from "./outbox";
import type { Sender } from "./sender";

interface RefusedAnswersProps {
  project: Project;
  kind: Kind;
  sender: Sender;
  refused: Sending[];
}

/** Answers that the server would not store: nothing is thrown away until a person says so. */
export function RefusedAnswers({ project, kind, sender, refused }: RefusedAnswersProps) {
  return refused
    .filter((sending) => sending.project === project.id)
    .map((sending) => (
      <RefusedAnswer key={sending.key} project={project} kind={kind} sender={sender} sending={sending} />
    ));
}

function RefusedAnswer({
  project,
  kind,
  sender,
  sending,
}: Omit<RefusedAnswersProps, "refused"> & { sending: Sending }) {
  const twice = sending.problem?.code === "already_submitted";
  const drop = () => void sender.drop(sending);
  return (
    <Alert
      color="gold"
      variant="light"
      icon={<Icon name="alert" />}
      title="An answer was not stored"
      role="alert"
      radius={0}
    >
      <Text size="sm">{sending.problem?.detail}</Text>
      <Text size="sm">
        Your answer: <Summary project={project} kind={kind} content={sending.content} answer={sending.body.answer} />
      </Text>
      {twice && sending.revises === null ? (
        <ChooseVersion project={project} kind={kind} sender={sender} sending={sending} />
      ) : (
        <Button size="compact-sm" variant="default" mt="xs" onClick={drop}>
          Discard it
        </Button>
      )}
    </Alert>
  );
}

/** The same task was answered from another window: keep that answer, or replace it by a revision. */
function ChooseVersion({
  project,
  kind,
  sender,
  sending,
}: Omit<RefusedAnswersProps, "refused"> & { sending: Sending }) {
  const stored = useQuery(myAnnotationOf(project.id, sending.assignment)).data;

  async function handleReplace(annotation: string) {
    await sender.send({ ...sending, key: randomUuid(), revises: annotation, problem: null });
    await sender.drop(sending);
  }

  return (
    <>
      {stored && (
        <Text size="sm">
          Stored answer: <Summary project={project} kind={kind} content={sending.content} answer={stored.answer} />
        </Text>
      )}
      <Group gap="xs" mt="xs">
        <Button size="compact-sm" variant="default" onClick={() => void sender.drop(sending)}>
          Keep the stored one
        </Button>
        {stored?.revisable && (
          <Button size="compact-sm" onClick={() => void handleReplace(stored.id)}>
            Replace it by this one
          </Button>
        )}
      </Group>
    </>
  );
}

interface SummaryProps {
  project: Project;
  kind: Kind;
  content: Record<string, unknown>;
  answer: unknown;
}

function Summary({ project, kind, content, answer }: SummaryProps) {
  return (
    <kind.AnswerSummary
      content={content}
      settings={project.settings}
      criteria={project.rubric?.criteria ?? []}
      answer={answer}
    />
  );
}
