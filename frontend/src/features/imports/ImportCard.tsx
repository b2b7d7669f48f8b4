import { Button, Group, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

import { cancelJob, isGoing, refusalsFile } from "@/api/data";
import { useRefreshProject } from "@/api/projects";
import type { Job, Project } from "@/api/types";
import { count, counted } from "@/lib/format";
import { Icon } from "@/ui/Icon";
import { JobProgress } from "@/ui/JobProgress";
import { RelativeTime } from "@/ui/RelativeTime";

import styles from "./ImportCard.module.css";
import { Refusals } from "./Refusals";

function resultCount(job: Job, name: string): number {
  const value = job.result[name];
  return typeof value === "number" ? value : 0;
}

const BROUGHT: [string, string][] = [
  ["verdicts_added", "verdict"],
  ["suggestions_added", "suggestion"],
  ["gold_added", "gold answer"],
];

/** "300 tasks added · 12 there already · 900 verdicts added". */
function outcome(job: Job): string {
  const already = resultCount(job, "already_there");
  return [
    `${counted(resultCount(job, "added"), "task")} added`,
    already > 0 && `${counted(already, "task")} there already`,
    ...BROUGHT.map(([name, what]) => resultCount(job, name) > 0 && `${counted(resultCount(job, name), what)} added`),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** One import: how far it is, what it brought, what it refused. */
export function ImportCard({ job, project }: { job: Job; project: Project }) {
  const name = job.file_name || "Import";
  const [open, setOpen] = useState(false);
  useRefreshWhenDone(job, project);
  const refresh = useRefreshProject(project.id);
  const stop = useMutation({ mutationFn: () => cancelJob(job.id), onSuccess: refresh });
  return (
    <article className={styles.card} aria-label={name}>
      <Group justify="space-between" mb={6}>
        <Title order={3} className={styles.name}>
          {name}
        </Title>
        <Text size="sm" c="dimmed">
          <RelativeTime time={job.created_at} />
        </Text>
      </Group>
      <JobProgress
        job={job}
        label={name}
        onCancel={() => {
          stop.mutate();
        }}
      />
      <Group justify="space-between" mt={6}>
        <Text size="sm" c="dimmed">
          {!isGoing(job) && outcome(job)}
        </Text>
        {job.refused > 0 && (
          <Group gap="xs">
            <Button
              variant="subtle"
              size="compact-sm"
              aria-expanded={open}
              onClick={() => {
                setOpen(!open);
              }}
            >
              {count(job.refused)} refused
            </Button>
            <Button
              component="a"
              href={refusalsFile(job.id)}
              download
              variant="subtle"
              size="compact-sm"
              leftSection={<Icon name="download" size={14} />}
            >
              CSV
            </Button>
          </Group>
        )}
      </Group>
      {open && <Refusals job={job} />}
    </article>
  );
}

/** The project's counts change when an import ends. */
function useRefreshWhenDone(job: Job, project: Project) {
  const refresh = useRefreshProject(project.id);
  const going = isGoing(job);
  const before = useRef(going);
  useEffect(() => {
    if (before.current && !going) void refresh();
    before.current = going;
  }, [going, refresh]);
}
