import { Badge } from "@mantine/core";

const COLORS: Record<string, string> = {
  draft: "gray",
  active: "green",
  paused: "gold",
  archived: "gray",
  open: "blue",
  answered: "slate",
  disputed: "gold",
  settled: "green",
  withdrawn: "gray",
  queued: "gray",
  running: "blue",
  succeeded: "green",
  failed: "red",
  cancelled: "gray",
  manager: "slate",
  reviewer: "blue",
  annotator: "green",
};

const WORDS: Record<string, string> = { queued: "waiting", succeeded: "done" };

/** A state of a project, task or job, or a role: always the word, the colour only helps. */
export function StatusBadge({ status, size = "md" }: { status: string; size?: "sm" | "md" }) {
  return (
    <Badge color={COLORS[status] ?? "gray"} size={size} tt="none" fw={560} miw="max-content">
      {WORDS[status] ?? status}
    </Badge>
  );
}
