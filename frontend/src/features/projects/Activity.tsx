import { useQuery } from "@tanstack/react-query";

import { jobsQuery } from "@/api/data";
import type { Job, Project } from "@/api/types";
import { bytes, count } from "@/lib/format";
import { type Column, DataTable } from "@/ui/DataTable";
import { RelativeTime } from "@/ui/RelativeTime";
import { Section } from "@/ui/Section";
import { StatusBadge } from "@/ui/StatusBadge";

const SHOWN = 8;

const columns: Column<Job>[] = [
  { key: "activity", title: "Job", cell: (job) => job.activity },
  { key: "status", title: "Status", cell: (job) => <StatusBadge status={job.status} size="sm" /> },
  {
    key: "done",
    title: "Done",
    align: "right",
    cell: (job) => (job.unit === "bytes" ? bytes(job.done) : `${count(job.done)} ${job.unit}`),
  },
  { key: "when", title: "Started", align: "right", cell: (job) => <RelativeTime time={job.created_at} /> },
];

/** The latest imports, exports and computations. */
export function Activity({ project }: { project: Project }) {
  const jobs = useQuery(jobsQuery(project.id)).data ?? [];
  if (jobs.length === 0) return null;
  return (
    <Section title="Latest jobs" flush>
      <DataTable
        label="Latest jobs"
        columns={columns}
        rows={jobs.slice(0, SHOWN)}
        rowKey={(job) => job.id}
        empty={null}
      />
    </Section>
  );
}
