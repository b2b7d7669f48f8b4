import { useBlocker } from "@tanstack/react-router";
import { type ReactNode, useEffect, useMemo, useState } from "react";

import { sayError } from "@/api/errors";
import type { Criterion, Project } from "@/api/types";
import type { Kind } from "@/kinds";
import type { Command } from "@/lib/commands";
import { counted } from "@/lib/format";
import { toast } from "@/lib/toasts";
import { useCommands } from "@/ui/CommandProvider";
import { ConfirmDialog } from "@/ui/ConfirmDialog";

import { CommandButton } from "./CommandButton";
import { ConflictDialog } from "./ConflictDialog";
import { SaveBadge } from "./SaveBadge";
import { Timer } from "./Timer";
import type { Shown } from "./types";
import { useShown } from "./useShown";
import type { Work } from "./useWork";
import { Workspace } from "./Workspace";
import styles from "./workspace.module.css";

interface DeskProps {
  project: Project;
  kind: Kind;
  shown: Shown;
  /** The same anew, with addresses of images that hold for some hours from now. */
  fetchShown: () => Promise<Shown>;
  work: Work;
  title: string;
  submitLabel: string;
  /** Stores the answer safely; resolves when the person may go on. */
  onSubmit: (answer: unknown, activeMs: number) => Promise<void>;
  /** What else can be done with this task: skip, flag. */
  commands: Command[];
  headCommands: Command[];
  notices?: ReactNode;
}

const NO_PROBLEMS: Record<string, string> = {};

/** One task with its answer: the kind's view, undo, submit, and everything that keeps the work safe. */
export function Desk(props: DeskProps) {
  const { project, kind, work, title, submitLabel, onSubmit, commands, headCommands, notices } = props;
  const [problems, setProblems] = useState(NO_PROBLEMS);
  const [guidelines, setGuidelines] = useState(false);
  const [busy, setBusy] = useState(false);
  const shown = useShown(props.shown, props.fetchShown);
  const context = useMemo(
    () => ({
      content: shown.content,
      images: shown.images,
      renewImages: shown.renewImages,
      settings: project.settings,
      criteria: project.rubric?.criteria ?? [],
    }),
    [shown, project.settings, project.rubric],
  );
  useFocusAtStart();

  const own = useMemo<Command[]>(() => {
    async function handleSubmit() {
      const answer = work.read();
      const missing = kind.problems(answer, context);
      setProblems(missing);
      if (Object.keys(missing).length > 0 || busy) return;
      setBusy(true);
      await onSubmit(answer, work.readMs()).catch((error: unknown) => {
        setBusy(false);
        toast({ tone: "bad", message: `Not submitted. ${sayError(error)}` });
      });
    }
    return [
      {
        id: "label.submit",
        label: submitLabel,
        shortcut: "mod+enter",
        group: "Task",
        inFields: true,
        disabled: busy,
        run: () => void handleSubmit(),
      },
      {
        id: "label.undo",
        label: "Undo",
        shortcut: "mod+z",
        group: "Task",
        disabled: !work.undo,
        run: () => work.undo?.(),
      },
      {
        id: "label.redo",
        label: "Redo",
        shortcut: "mod+shift+z",
        group: "Task",
        disabled: !work.redo,
        run: () => work.redo?.(),
      },
    ];
  }, [kind, work, context, onSubmit, submitLabel, busy]);
  const guide = useMemo<Command>(
    () => ({
      id: "label.guidelines",
      label: "Guidelines",
      shortcut: "shift+g",
      group: "Task",
      run: () => {
        setGuidelines((open) => !open);
      },
    }),
    [],
  );
  const kindCommands = useMemo(() => commandsOf(kind, context, shown.suggestion, work), [kind, context, shown, work]);
  useCommands(
    useMemo(
      () => [...own, ...commands, guide, ...headCommands, ...kindCommands],
      [own, commands, guide, headCommands, kindCommands],
    ),
  );

  // What was missing and is there now is not marked any longer.
  const open = useMemo(
    () => stillMissing(problems, () => kind.problems(work.answer, context)),
    [problems, kind, work.answer, context],
  );
  const [submit, undo, redo] = own;
  return (
    <Workspace
      project={project}
      title={title}
      facts={
        <>
          <SaveBadge state={work.saveState} />
          <Timer readMs={work.readMs} />
        </>
      }
      commands={[...headCommands, guide]}
      notices={notices}
      guidelines={guidelines}
      onGuidelines={setGuidelines}
      footer={
        <footer className={styles.footer}>
          {undo && <CommandButton command={undo} />}
          {redo && <CommandButton command={redo} />}
          <span className={styles.grow} role="status">
            {Object.keys(open).length > 0 && <span className={styles.missing}>{sayMissing(open)}</span>}
          </span>
          {commands.map((command) => (
            <CommandButton key={command.id} command={command} />
          ))}
          {submit && <CommandButton command={submit} primary />}
        </footer>
      }
    >
      <kind.View
        mode="annotate"
        {...context}
        suggestion={shown.suggestion}
        answer={work.answer}
        onChange={work.change}
        problems={open}
      />
      {work.saveState.kind === "conflict" && (
        <ConflictDialog
          kind={kind}
          context={context}
          mine={work.answer}
          theirs={work.saveState.theirs}
          onMine={() => {
            work.keeper.keepMine();
          }}
          onTheirs={work.takeTheirs}
        />
      )}
      <LeaveGuard work={work} />
    </Workspace>
  );
}

/** The kind's commands, each on the answer as it is when it runs: keys may come faster than the screen. */
function commandsOf(
  kind: Kind,
  context: { content: unknown; settings: unknown; criteria: Criterion[] },
  suggestion: unknown,
  work: Work,
): Command[] {
  const now = () => kind.commands({ ...context, suggestion, answer: work.read(), onChange: work.change });
  return now().map((command, at) => ({ ...command, run: () => now()[at]?.run() }));
}

/** The same object while nothing changes, since the view goes to the first problem of a new one. */
function stillMissing(before: Record<string, string>, now: () => Record<string, string>): Record<string, string> {
  if (Object.keys(before).length === 0) return NO_PROBLEMS;
  const found = now();
  const left = Object.entries(found).filter(([path]) => path in before);
  return left.length === Object.keys(before).length ? before : Object.fromEntries(left);
}

function sayMissing(problems: Record<string, string>): string {
  const texts = Object.values(problems);
  return texts.length === 1 ? (texts[0] ?? "") : `${counted(texts.length, "thing is", "things are")} missing.`;
}

/** A new task begins at its top, also for who hears the page. */
function useFocusAtStart(): void {
  useEffect(() => {
    document.getElementById("workspace-main")?.focus({ preventScroll: true });
  }, []);
}

/** Leaving is only asked about while work is neither on the server nor on this device. */
function LeaveGuard({ work }: { work: Work }) {
  const blocker = useBlocker({
    shouldBlockFn: () => work.keeper.atRisk,
    enableBeforeUnload: () => work.keeper.atRisk,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      opened={blocker.status === "blocked"}
      title="Your work is not saved"
      action="Leave without it"
      danger
      onClose={() => blocker.reset?.()}
      onConfirm={() => blocker.proceed?.()}
    >
      Neither the server nor this device could keep it. If you leave now, it is lost.
    </ConfirmDialog>
  );
}
