import { Button, Group, Select, Stack, Switch, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { type HowToRead, previewUpload, startImport } from "@/api/data";
import { fieldsOf, sayError } from "@/api/errors";
import { useRefreshProject } from "@/api/projects";
import type { KindInfo, Mapping, Project, Upload } from "@/api/types";
import { bytes, counted } from "@/lib/format";
import { toast } from "@/lib/toasts";
import { Problem } from "@/ui/Problem";
import { Section } from "@/ui/Section";

import { complete } from "./mapping";
import { MappingForm } from "./MappingForm";
import { PreviewPane } from "./PreviewPane";

/** Instead of a format's name: the columns are mapped by hand. */
const MAPPED = "";

interface ImportSetupProps {
  project: Project;
  kind: KindInfo;
  file: Upload;
  onClose: () => void;
}

/** How to read an uploaded file, with a preview of what it gives. */
export function ImportSetup({ project, kind, file, onClose }: ImportSetupProps) {
  const [format, setFormat] = useState(file.format ?? MAPPED);
  const [mapping, setMapping] = useState<Mapping>(file.suggested_mapping);
  const [withVerdicts, setWithVerdicts] = useState(true);
  const how: HowToRead = format === MAPPED ? { mapping: complete(mapping, file.columns) } : { format };
  const preview = usePreview(file, how);
  const brings = preview.data?.items.some((item) => item.verdicts.length > 0) ?? false;
  const start = useStart(project, onClose);
  const problem = start.error ?? preview.error;

  return (
    <Stack gap="lg">
      <Section
        title={file.name}
        help={`${bytes(file.size)} · ${file.container} · ${counted(file.columns.length, "column")} · looked at the first ${counted(file.rows_sampled, "row")}`}
        actions={
          <>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button
              disabled={!preview.data?.items.length || preview.isError}
              loading={start.isPending}
              onClick={() => {
                start.mutate({ upload: file.id, ...how, verdicts: brings && withVerdicts ? "import" : "ignore" });
              }}
            >
              Start import
            </Button>
          </>
        }
      >
        <Group align="flex-end" gap="xl">
          <Select
            label="Read as"
            w={340}
            data={[
              { value: MAPPED, label: "My own mapping of columns" },
              ...kind.readers.map((reader) => ({
                value: reader.name,
                label: reader.name === file.format ? `${reader.title} (recognised)` : reader.title,
              })),
            ]}
            value={format}
            allowDeselect={false}
            onChange={(name) => {
              setFormat(name ?? MAPPED);
            }}
          />
          {brings && (
            <Switch
              label="Import the verdicts as answers"
              description="Marked as imported, never as gold"
              checked={withVerdicts}
              onChange={(event) => {
                setWithVerdicts(event.currentTarget.checked);
              }}
            />
          )}
        </Group>
        {file.format === null && (
          <Text size="sm" c="dimmed" mt="sm">
            No known format fits this file, so say which column feeds which field.
          </Text>
        )}
      </Section>
      {problem && <Problem>{sayError(problem)}</Problem>}
      {format === MAPPED && (
        <MappingForm
          project={project}
          kind={kind}
          file={file}
          mapping={mapping}
          errors={fieldsOf(problem)}
          onChange={setMapping}
        />
      )}
      <PreviewPane
        project={project}
        preview={preview.isError ? undefined : preview.data}
        waiting={preview.isFetching}
      />
    </Stack>
  );
}

const PAUSE_MS = 350;

function usePreview(file: Upload, how: HowToRead) {
  const [settled] = useDebouncedValue(how, PAUSE_MS);
  return useQuery({
    queryKey: ["preview", file.id, settled],
    queryFn: () => previewUpload(file.id, settled),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Infinity,
  });
}

function useStart(project: Project, onDone: () => void) {
  const refresh = useRefreshProject(project.id);
  return useMutation({
    mutationFn: (body: Parameters<typeof startImport>[1]) => startImport(project.id, body),
    meta: { showsItsErrors: true },
    onSuccess: async () => {
      toast({ tone: "good", message: "The import has started." });
      await refresh();
      onDone();
    },
  });
}
