import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";

import { projectQuery } from "@/api/projects";
import type { Project } from "@/api/types";
import { useMe, useProject } from "@/api/useProject";
import { type Kind, useKind } from "@/kinds";
import type { Command } from "@/lib/commands";
import { toast } from "@/lib/toasts";
import { EmptyState } from "@/ui/EmptyState";

import { AnswersPanel } from "./AnswersPanel";
import { flag, saveDraft, shownOf, skip } from "./api";
import { Desk } from "./Desk";
import type { DraftPorts } from "./drafts";
import type { TaskFeed } from "./feed";
import { useFit } from "./fitting";
import { FlagDialog } from "./FlagDialog";
import { randomUuid } from "./identity";
import { LapsedNotice } from "./LapsedNotice";
import { deviceDrafts } from "./outbox";
import { RefusedAnswers } from "./RefusedAnswers";
import type { Sender } from "./sender";
import { SkipDialog } from "./SkipDialog";
import { TaskStates } from "./TaskStates";
import type { Lent } from "./types";
import { useFeed } from "./useFeed";
import { useOutgoing, useSender } from "./useSender";
import { useWork } from "./useWork";
import { Workspace } from "./Workspace";

/** The labeling screen: task after task, until nothing is left. */
export function LabelingPage() {
  const project = useProject();
  const kind = useKind(project.kind);
  if (!kind) return <EmptyState icon="alert" title={`This program cannot show tasks of the kind ${project.kind}`} />;
  return <Labeling key={project.id} project={project} kind={kind} />;
}

interface LabelingProps {
  project: Project;
  kind: Kind;
}

export function Labeling({ project, kind }: LabelingProps) {
  const me = useMe();
  const { feed, state } = useFeed(me.id, project.id);
  const countOne = useCountOne(project.id);
  const handleSent = useCallback(() => {
    countOne();
    feed.tryAgain();
  }, [countOne, feed]);
  const sender = useSender(me.id, project.id, handleSent);
  const outgoing = useOutgoing(sender);
  useProjectAnew(project.id, outgoing.refused.length);
  const refused = <RefusedAnswers project={project} kind={kind} sender={sender} refused={outgoing.refused} />;
  if (state.kind === "task") {
    const { assignment, lapsed } = state;
    return (
      <TaskDesk
        key={assignment.id}
        project={project}
        kind={kind}
        user={me.id}
        assignment={assignment}
        feed={feed}
        sender={sender}
        notices={
          <>
            {refused}
            <LapsedNotice lapsed={lapsed} stuck={outgoing.stuck ? outgoing.waiting.length : 0} />
          </>
        }
      />
    );
  }
  return (
    <Workspace
      project={project}
      title="Labeling"
      commands={[]}
      notices={refused}
      guidelines={false}
      onGuidelines={() => undefined}
    >
      <TaskStates
        state={state}
        project={project.id}
        unsent={outgoing.waiting.length}
        onTryAgain={() => {
          feed.tryAgain();
        }}
      />
    </Workspace>
  );
}

interface TaskDeskProps extends LabelingProps {
  user: string;
  assignment: Lent;
  feed: TaskFeed;
  sender: Sender;
  notices: React.ReactNode;
}

function TaskDesk({ project, kind, user, assignment, feed, sender, notices }: TaskDeskProps) {
  const [dialog, setDialog] = useState<"skip" | "flag" | "answers" | null>(null);
  const { id, opening } = assignment;
  const revision = assignment.draft?.revision ?? 0;
  const { content } = assignment.task;
  const empty = useMemo(
    () =>
      kind.emptyAnswer({ content, settings: project.settings, criteria: project.rubric?.criteria ?? [] }) as unknown,
    [kind, content, project],
  );
  const save = useCallback<NonNullable<DraftPorts["save"]>>((next, draft) => saveDraft(id, next, draft), [id]);
  const fetchShown = useCallback(() => shownOf(id), [id]);
  const noteAct = useCallback(() => {
    feed.noteAct();
  }, [feed]);
  const fit = useFit(kind, project, content);
  const work = useWork({ user, id, opening, empty, fit, revision, save, onAct: noteAct });

  const handleSubmit = useCallback(
    async (answer: unknown, active_ms: number) => {
      const sending = {
        key: randomUuid(),
        user,
        project: project.id,
        assignment: id,
        revises: null,
        content,
        writtenAt: Date.now(),
        problem: null,
      };
      await sender.send({ ...sending, body: { answer, active_ms } });
      work.keeper.end();
      feed.advance();
    },
    [work.keeper, sender, feed, user, project.id, id, content],
  );

  const commands = useMemo(() => {
    const open = (which: "skip" | "flag" | "answers", label: string, shortcut: string): Command => ({
      id: `label.${which}`,
      label,
      shortcut,
      group: "Task",
      run: () => {
        setDialog(which);
      },
    });
    return {
      task: [open("skip", "Skip", "s"), open("flag", "Flag", "shift+f")],
      head: [open("answers", "My answers", "l")],
    };
  }, []);
  const close = () => {
    setDialog(null);
  };

  return (
    <>
      <Desk
        project={project}
        kind={kind}
        shown={assignment.task}
        fetchShown={fetchShown}
        work={work}
        title="Task"
        submitLabel="Submit"
        onSubmit={handleSubmit}
        commands={commands.task}
        headCommands={commands.head}
        notices={notices}
      />
      <SkipDialog
        opened={dialog === "skip"}
        onClose={close}
        onSkip={async (skipped) => {
          await skip(id, skipped);
          work.keeper.end();
          await deviceDrafts.remove(user, id).catch(() => undefined);
          feed.advance();
        }}
      />
      <FlagDialog
        opened={dialog === "flag"}
        onClose={close}
        onFlag={async (raised) => {
          await flag(id, raised);
          toast({ tone: "good", message: "The managers see your flag. You still have the task." });
        }}
      />
      <AnswersPanel project={project} opened={dialog === "answers"} onClose={close} />
    </>
  );
}

/** An answer may have been refused because the project asks for something else now. */
function useProjectAnew(project: string, refused: number): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (refused > 0) void queries.invalidateQueries({ queryKey: projectQuery(project).queryKey, exact: true });
  }, [queries, project, refused]);
}

/** Counts an answer that arrived, without asking the server for the whole project again. */
function useCountOne(project: string): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    queries.setQueryData(projectQuery(project).queryKey, (known: Project | undefined) => {
      if (!known) return known;
      const { mine } = known.progress;
      const counted = { ...mine, submitted: mine.submitted + 1, waiting: Math.max(0, mine.waiting - 1) };
      return { ...known, progress: { ...known.progress, answers: known.progress.answers + 1, mine: counted } };
    });
  }, [queries, project]);
}
