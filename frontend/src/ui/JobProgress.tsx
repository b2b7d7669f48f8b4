import { Button, Group, Progress, Stack, Text } from "@mantine/core";

import { bytes, count, percent } from "@/lib/format";

import { StatusBadge } from "./StatusBadge";

interface JobLike {
  status: "queued" | "running" | "succeeded" | "failed" | "cancelled";
  done: number;
  total: number | null;
  unit: string;
  error: string;
  cancel_requested: boolean;
}

interface JobProgressProps {
  job: JobLike;
  label: string;
  onCancel?: () => void;
}

function amount(job: JobLike): string {
  if (job.unit === "bytes") return job.total === null ? bytes(job.done) : `${bytes(job.done)} of ${bytes(job.total)}`;
  return `${count(job.done)}${job.total === null ? "" : ` of ${count(job.total)}`} ${job.unit}`;
}

function said(job: JobLike): string {
  const done = amount(job);
  if (job.status === "queued") return "Waiting for a worker";
  return job.cancel_requested && job.status === "running" ? `${done} · stopping` : done;
}

/** How far a job has come, and a way to stop it. */
export function JobProgress({ job, label, onCancel }: JobProgressProps) {
  const going = job.status === "queued" || job.status === "running";
  const value = job.total === null ? 100 : percent(job.done, job.total);
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="sm">
        <Group gap="xs">
          <StatusBadge status={job.status} size="sm" />
          <Text size="sm" role="status">
            {said(job)}
          </Text>
        </Group>
        {going && onCancel && (
          <Button size="compact-sm" variant="default" disabled={job.cancel_requested} onClick={onCancel}>
            {job.cancel_requested ? "Stopping…" : "Stop"}
          </Button>
        )}
      </Group>
      {going && (
        <Progress
          value={value}
          aria-label={label}
          size="sm"
          animated={job.status === "running"}
          striped={job.total === null}
        />
      )}
      {job.error && (
        <Text size="sm" c="var(--ts-bad)">
          {job.error}
        </Text>
      )}
    </Stack>
  );
}
