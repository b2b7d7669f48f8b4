import { Button, Group } from "@mantine/core";

import { EmptyState } from "./EmptyState";
import type { IconName } from "./Icon";
import { useTitle } from "./Page";

interface Words {
  icon: IconName;
  title: string;
  text: string;
}

const OTHER: Words = {
  icon: "alert",
  title: "Something broke",
  text: "The fault is ours and nothing you sent was lost. Try again; if it stays, tell your admin when it happened.",
};

const WORDS: Record<number, Words> = {
  0: {
    icon: "offline",
    title: "You are offline",
    text: "The server cannot be reached. What you had not sent is kept on this device.",
  },
  403: {
    icon: "lock",
    title: "Not for you",
    text: "Your role does not allow this. A manager of the project can change it.",
  },
  404: {
    icon: "search",
    title: "There is nothing here",
    text: "The address is wrong, or you have no access to what it shows.",
  },
  503: {
    icon: "offline",
    title: "Back in a moment",
    text: "The database does not answer. Work that was stored is safe; try again shortly.",
  },
};

interface ErrorPageProps {
  status: number;
  onRetry?: () => void;
}

/** The whole page when it cannot be shown. */
export function ErrorPage({ status, onRetry }: ErrorPageProps) {
  const words = WORDS[status] ?? OTHER;
  useTitle(words.title);
  return (
    <EmptyState
      icon={words.icon}
      title={words.title}
      action={
        <Group>
          {onRetry && <Button onClick={onRetry}>Try again</Button>}
          <Button component="a" href="/" variant="default">
            Home
          </Button>
        </Group>
      }
    >
      {words.text}
    </EmptyState>
  );
}
