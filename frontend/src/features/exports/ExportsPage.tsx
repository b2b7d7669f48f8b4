import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { exportsQuery } from "@/api/data";
import { sayError } from "@/api/errors";
import { kindsQuery } from "@/api/projects";
import { useProject } from "@/api/useProject";
import { Problem } from "@/ui/Problem";
import { Section } from "@/ui/Section";
import { Waiting } from "@/ui/Waiting";

import { ExportCard } from "./ExportCard";
import { NewExport } from "./NewExport";

/** Data goes out in formats that training code reads. */
export function ExportsPage() {
  const project = useProject();
  const kind = useQuery(kindsQuery()).data?.find(({ name }) => name === project.kind);
  const exported = useQuery(exportsQuery(project.id));
  return (
    <Stack gap="lg">
      {kind ? <NewExport project={project} kind={kind} /> : <Waiting />}
      {exported.isError && <Problem onRetry={() => void exported.refetch()}>{sayError(exported.error)}</Problem>}
      {exported.data && exported.data.length > 0 && (
        <Section title="Exports">
          <Stack gap="md">
            {exported.data.map((one) => (
              <ExportCard key={one.id} exported={one} formats={kind?.writers ?? []} />
            ))}
          </Stack>
        </Section>
      )}
    </Stack>
  );
}
