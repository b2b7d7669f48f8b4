import { Progress, Tooltip } from "@mantine/core";

import { count, percent } from "@/lib/format";

interface Counts {
  tasks: number;
  settled: number;
  disputed: number;
  answered: number;
  withdrawn: number;
}

const PARTS = [
  { key: "settled", color: "green.5", label: "settled" },
  { key: "disputed", color: "gold.4", label: "disputed" },
  { key: "answered", color: "blue.4", label: "answered" },
] as const;

/** How many of the tasks are settled, disputed and answered. Withdrawn tasks do not count. */
export function ProgressBar({ progress, label, size = "md" }: { progress: Counts; label: string; size?: "md" | "lg" }) {
  const whole = progress.tasks - progress.withdrawn;
  return (
    <Progress.Root size={size} role="group" aria-label={`Progress of ${label}`}>
      {PARTS.filter(({ key }) => progress[key] > 0).map((part) => (
        <Tooltip key={part.key} label={`${count(progress[part.key])} ${part.label}`}>
          <Progress.Section
            value={(100 * progress[part.key]) / whole}
            color={part.color}
            aria-label={`${part.label}: ${String(percent(progress[part.key], whole))} %`}
          />
        </Tooltip>
      ))}
    </Progress.Root>
  );
}
