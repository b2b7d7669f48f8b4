import { useInfiniteQuery } from "@tanstack/react-query";

import { refusalsQuery } from "@/api/data";
import type { Job, Refusal } from "@/api/types";
import { count } from "@/lib/format";
import { type Column, DataTable } from "@/ui/DataTable";

const columns: Column<Refusal>[] = [
  { key: "line", title: "Place", width: 160, cell: (row) => row.file || `line ${count(row.line)}` },
  { key: "field", title: "Field", cell: (row) => row.field || "–" },
  { key: "reason", title: "Reason", cell: (row) => row.reason },
  { key: "excerpt", title: "Row begins with", cell: (row) => <code>{row.excerpt}</code> },
];

export function Refusals({ job }: { job: Job }) {
  const refusals = useInfiniteQuery(refusalsQuery(job.id));
  return (
    <DataTable
      label="Refused rows"
      columns={columns}
      rows={refusals.data}
      rowKey={(row) => `${String(row.line)} ${row.file} ${row.field} ${row.reason}`}
      empty={null}
      onMore={refusals.hasNextPage ? () => void refusals.fetchNextPage() : undefined}
      loadingMore={refusals.isFetchingNextPage}
    />
  );
}
