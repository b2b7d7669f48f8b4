import { Button, Loader, Text } from "@mantine/core";
import { useEffect, useState } from "react";

import { counted } from "@/lib/format";
import { EmptyState } from "@/ui/EmptyState";
import { ButtonLink } from "@/ui/links";

import type { FeedState } from "./feed";

interface TaskStatesProps {
  state: Exclude<FeedState, { kind: "task" }>;
  project: string;
  /** Answers of this person that are still on their way. */
  unsent: number;
  onTryAgain: () => void;
}

/** What is shown when there is no task: nothing left, others hold the rest, the project rests, or it failed. */
export function TaskStates({ state, project, unsent, onTryAgain }: TaskStatesProps) {
  const back = (
    <ButtonLink to="/projects/$projectId/my-answers" params={{ projectId: project }} variant="default">
      My answers
    </ButtonLink>
  );
  const again = (
    <Button variant="default" onClick={onTryAgain}>
      Try now
    </Button>
  );
  // The last answer may be what the queue waits for.
  if (state.kind === "loading" || (state.kind === "retry" && unsent > 0)) return <Finding />;
  switch (state.kind) {
    case "done":
      return (
        <EmptyState icon="check" title="Nothing left for you here" action={back}>
          You have dealt with every task of this project that is open to you. {sending(unsent)}
        </EmptyState>
      );
    case "retry":
      return (
        <EmptyState icon="people" title="Others hold the rest" action={again}>
          All open tasks are with other people now. Some may come free: <Countdown at={state.at} />
        </EmptyState>
      );
    case "paused":
      return (
        <EmptyState icon="pause" title="No tasks now" action={back}>
          {state.detail} {sending(unsent)}
        </EmptyState>
      );
    case "failed":
      return (
        <EmptyState icon="offline" title="The next task could not be fetched" action={again}>
          {state.detail} {sending(unsent)} <Countdown at={state.at} />
        </EmptyState>
      );
  }
}

function sending(unsent: number): string {
  return unsent > 0
    ? `${counted(unsent, "answer is", "answers are")} safe on this device, on the way to the server.`
    : "";
}

function Finding() {
  return (
    <EmptyState icon="inbox" title="Looking for your next task">
      <Loader size="sm" role="status" aria-label="Loading" />
    </EmptyState>
  );
}

/** "trying again in 4 minutes", told anew as time goes. */
function Countdown({ at }: { at: number }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return (
    <Text span role="timer">
      {sayWait(at - now)}
    </Text>
  );
}

export function sayWait(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds <= 0) return "trying again now.";
  if (seconds < 60) return `trying again in ${counted(seconds, "second")}.`;
  return `trying again in ${counted(Math.ceil(seconds / 60), "minute")}.`;
}
