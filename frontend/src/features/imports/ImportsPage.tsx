import { Stack } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { importsQuery, upload } from "@/api/data";
import { sayError } from "@/api/errors";
import { kindsQuery } from "@/api/projects";
import type { Project, Upload } from "@/api/types";
import { useProject } from "@/api/useProject";
import { FileDrop } from "@/ui/FileDrop";
import { Problem } from "@/ui/Problem";
import { Section } from "@/ui/Section";

import { ImportCard } from "./ImportCard";
import { ImportSetup } from "./ImportSetup";

/** Tasks come in from files. */
export function ImportsPage() {
  const project = useProject();
  const [file, setFile] = useState<Upload | null>(null);
  const kind = useQuery(kindsQuery()).data?.find(({ name }) => name === project.kind);
  if (file && kind) {
    return (
      <ImportSetup
        project={project}
        kind={kind}
        file={file}
        onClose={() => {
          setFile(null);
        }}
      />
    );
  }
  return (
    <Stack gap="lg">
      <UploadBox project={project} onUploaded={setFile} />
      <Imports project={project} />
    </Stack>
  );
}

function UploadBox({ project, onUploaded }: { project: Project; onUploaded: (file: Upload) => void }) {
  const [progress, setProgress] = useState<number | null>(null);
  const send = useMutation({
    mutationFn: (file: File) => upload(project.id, file, setProgress),
    meta: { showsItsErrors: true },
    onSuccess: onUploaded,
    onSettled: () => {
      setProgress(null);
    },
  });
  return (
    <>
      {send.isError && <Problem>{sayError(send.error)}</Problem>}
      <FileDrop
        label="Choose a file or drop it here"
        help="JSON array, JSONL, CSV or Parquet, also gzipped. Nothing is imported before you have seen a preview."
        accept=".json,.jsonl,.ndjson,.csv,.tsv,.parquet,.gz"
        progress={progress}
        onFile={(file) => {
          setProgress(0);
          send.mutate(file);
        }}
      />
    </>
  );
}

function Imports({ project }: { project: Project }) {
  const imports = useQuery(importsQuery(project.id));
  if (imports.isError) return <Problem onRetry={() => void imports.refetch()}>{sayError(imports.error)}</Problem>;
  if (!imports.data?.length) return null;
  return (
    <Section title="Imports">
      <Stack gap="md">
        {imports.data.map((job) => (
          <ImportCard key={job.id} job={job} project={project} />
        ))}
      </Stack>
    </Section>
  );
}
