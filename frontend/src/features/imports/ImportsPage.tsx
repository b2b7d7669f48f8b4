import { Stack } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { importsQuery, upload } from "@/api/data";
import { sayError } from "@/api/errors";
import { kindsQuery } from "@/api/projects";
import type { KindInfo, Project, Upload } from "@/api/types";
import { useProject } from "@/api/useProject";
import { type PackedFile, tar } from "@/lib/tar";
import { FileDrop } from "@/ui/FileDrop";
import { Problem } from "@/ui/Problem";
import { Section } from "@/ui/Section";
import { Waiting } from "@/ui/Waiting";

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
      {kind ? <UploadBox project={project} kind={kind} onUploaded={setFile} /> : <Waiting />}
      <Imports project={project} />
    </Stack>
  );
}

interface UploadBoxProps {
  project: Project;
  kind: KindInfo;
  onUploaded: (file: Upload) => void;
}

function UploadBox({ project, kind, onUploaded }: UploadBoxProps) {
  const [progress, setProgress] = useState<number | null>(null);
  const send = useMutation({
    mutationFn: (files: PackedFile[]) => upload(project.id, asOne(files), setProgress),
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
        {...dropFor(kind)}
        progress={progress}
        onFiles={(files) => {
          setProgress(0);
          send.mutate(files);
        }}
      />
    </>
  );
}

const ROWS = ".json,.jsonl,.ndjson,.csv,.tsv,.parquet,.gz";
const FOR_ROWS = {
  label: "Choose a file or drop it here",
  help: "JSON array, JSONL, CSV or Parquet, also gzipped. Nothing is imported before you have seen a preview.",
  accept: ROWS,
};
const FOR_IMAGES = {
  label: "Choose images or an archive, or drop them here",
  help: "PNG, JPEG, WebP or GIF; a zip or tar of them, with or without annotations; or annotations of images that are here already.",
  accept: `.png,.jpg,.jpeg,.webp,.gif,.zip,.tar,.tgz,.xml,${ROWS}`,
  several: true,
};

const FOR_DOCUMENTS = {
  label: "Choose files or an archive, or drop them or a folder here",
  help: "JSON, JSONL, CSV or Parquet, also gzipped; a zip or tar of them. Nothing is imported before you have seen a preview.",
  accept: `.zip,.tar,.tgz,${ROWS}`,
  several: true,
};

function dropFor({ image_fields: images, folder_readers: readers }: KindInfo) {
  if (images.length > 0) return FOR_IMAGES;
  return readers.length > 0 ? FOR_DOCUMENTS : FOR_ROWS;
}

/** Several files travel as one archive. */
function asOne(files: PackedFile[]): File {
  const [first] = files;
  if (files.length === 1 && first && !first.name.includes("/")) return first.file;
  const folder = first?.name.includes("/") ? first.name.split("/")[0] : "files";
  return new File([tar(files)], `${folder ?? "files"}.tar`);
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
