import { Button, Center, Group, Loader } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useCallback, useState } from "react";

import { sayError } from "@/api/errors";
import type { Project } from "@/api/types";
import { useMe, useProject } from "@/api/useProject";
import { type Kind, useKind } from "@/kinds";
import { toast } from "@/lib/toasts";
import { ButtonLink } from "@/ui/links";
import { Problem } from "@/ui/Problem";

import { myAnnotationQuery } from "./api";
import { Desk } from "./Desk";
import type { Opening } from "./drafts";
import { useFit } from "./fitting";
import { randomUuid } from "./identity";
import { OpenWork } from "./OpenWork";
import type { MyAnnotationDetail } from "./types";
import { useSender } from "./useSender";
import { useWork } from "./useWork";
import { Workspace } from "./Workspace";
import styles from "./workspace.module.css";

/** One of my answers again: to look at, and to revise while the project allows it. */
export function RevisePage() {
  const project = useProject();
  const me = useMe();
  const kind = useKind(project.kind);
  const { annotationId = "" } = useParams({ strict: false });
  // An answer on its desk must not change under the person who revises it.
  const found = useQuery({ ...myAnnotationQuery(annotationId), staleTime: Infinity, gcTime: 0 });
  if (found.isError) return <Problem>{sayError(found.error)}</Problem>;
  if (!found.data || !kind) return <Waiting />;
  const annotation = found.data;
  if (!annotation.revisable) return <Shown project={project} kind={kind} annotation={annotation} />;
  return (
    <OpenWork key={annotation.id} user={me.id} id={annotation.id}>
      {(opening) => <ReviseDesk project={project} kind={kind} user={me.id} annotation={annotation} opening={opening} />}
    </OpenWork>
  );
}

interface ReviseProps {
  project: Project;
  kind: Kind;
  annotation: MyAnnotationDetail;
}

function Waiting() {
  return (
    <Center h="100dvh">
      <Loader role="status" aria-label="Loading" />
    </Center>
  );
}

function Shown({ project, kind, annotation }: ReviseProps) {
  const [guidelines, setGuidelines] = useState(false);
  return (
    <Workspace
      project={project}
      title="My answer"
      commands={[]}
      guidelines={guidelines}
      onGuidelines={setGuidelines}
      footer={<Foot project={project} />}
    >
      <kind.View
        mode="annotate"
        content={annotation.shown.content}
        images={annotation.shown.images}
        suggestion={annotation.shown.suggestion}
        settings={project.settings}
        criteria={project.rubric?.criteria ?? []}
        answer={annotation.answer}
      />
    </Workspace>
  );
}

function Foot({ project }: { project: Project }) {
  return (
    <footer className={styles.footer}>
      <span className={styles.grow}>This answer can no longer be revised.</span>
      <ButtonLink
        to="/projects/$projectId/label"
        params={{ projectId: project.id }}
        size="compact-sm"
        variant="default"
      >
        Back to labeling
      </ButtonLink>
    </footer>
  );
}

const nothing = () => undefined;

function ReviseDesk({ project, kind, annotation, user, opening }: ReviseProps & { user: string; opening: Opening }) {
  const navigate = useNavigate();
  const sender = useSender(user, project.id);
  const queries = useQueryClient();
  const fetchShown = useCallback(
    async () => (await queries.fetchQuery({ ...myAnnotationQuery(annotation.id), staleTime: 0 })).shown,
    [queries, annotation.id],
  );
  const fit = useFit(kind, project, annotation.shown.content);
  const work = useWork({
    user,
    id: annotation.id,
    opening,
    empty: annotation.answer,
    fit,
    revision: 0,
    save: null,
    onAct: nothing,
  });
  const back = useCallback(
    () => navigate({ to: "/projects/$projectId/label", params: { projectId: project.id } }),
    [navigate, project.id],
  );

  const handleSubmit = useCallback(
    async (answer: unknown, active_ms: number) => {
      await sender.send({
        key: randomUuid(),
        user,
        project: project.id,
        assignment: annotation.assignment ?? annotation.id,
        revises: annotation.id,
        body: { answer, active_ms },
        content: annotation.shown.content,
        writtenAt: Date.now(),
        problem: null,
      });
      work.keeper.end();
      toast({ tone: "good", message: "Revision handed in. Your earlier answer is kept beside it." });
      await back();
    },
    [work.keeper, sender, user, project.id, annotation, back],
  );

  return (
    <Desk
      project={project}
      kind={kind}
      shown={annotation.shown}
      fetchShown={fetchShown}
      work={work}
      title="Revise my answer"
      submitLabel="Submit revision"
      onSubmit={handleSubmit}
      commands={NONE}
      headCommands={NONE}
      notices={
        <Group className={styles.notice} gap="sm">
          You revise an answer of yours. The earlier one stays on record.
          <Button size="compact-sm" variant="default" onClick={() => void back()}>
            Leave it as it is
          </Button>
        </Group>
      }
    />
  );
}

const NONE: never[] = [];
