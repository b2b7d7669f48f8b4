import { Button, Group, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";

import type { HowToRead } from "@/api/data";
import { fieldsOf, sayError } from "@/api/errors";
import type { KindInfo, Mapping, Project, Upload } from "@/api/types";
import { bytes, counted } from "@/lib/format";
import { Problem } from "@/ui/Problem";
import { Section } from "@/ui/Section";

import { isNameless } from "./facts";
import { FolderSetup } from "./FolderSetup";
import { complete } from "./mapping";
import { MappingForm } from "./MappingForm";
import { PreviewPane } from "./PreviewPane";
import { usePreview, useStart } from "./useImport";
import { isMissingRubric, type Use, UseOfAnswers } from "./UseOfAnswers";

/** Instead of a format's name: the columns are mapped by hand. */
const MAPPED = "";

interface ImportSetupProps {
  project: Project;
  kind: KindInfo;
  file: Upload;
  onClose: () => void;
}

/** How to read an uploaded file, with a preview of what it gives. An archive may hold a file of rows among its images. */
export function ImportSetup(props: ImportSetupProps) {
  const { folder, columns } = props.file;
  return folder && columns.length === 0 ? <FolderSetup {...props} folder={folder} /> : <RowsSetup {...props} />;
}

function RowsSetup({ project, kind, file, onClose }: ImportSetupProps) {
  const [format, setFormat] = useState(file.format ?? MAPPED);
  const [mapping, setMapping] = useState<Mapping>(file.suggested_mapping);
  const [use, setUse] = useState<Use>({ verdicts: "annotations" });
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
              disabled={!preview.data?.items.length || preview.isError || (brings && isMissingRubric(project, use))}
              loading={start.isPending}
              onClick={() => {
                start.mutate({ upload: file.id, ...how, ...(brings ? use : { verdicts: "ignore" }) });
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
        </Group>
        {file.format === null && (
          <Text size="sm" c="dimmed" mt="sm">
            No known format fits this file, so say which column feeds which field.
          </Text>
        )}
      </Section>
      {brings && (
        <Section title="Answers in the file">
          <UseOfAnswers
            project={project}
            kind={kind}
            file={file}
            use={use}
            nameless={preview.data?.items.some(isNameless) ?? false}
            errors={fieldsOf(problem)}
            onChange={setUse}
          />
        </Section>
      )}
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
        kind={kind}
        help="The first three tasks. Model names are shown here, but never to annotators."
        preview={preview.isError ? undefined : preview.data}
        waiting={preview.isFetching}
        parts="rows"
        missing="Map the required fields first."
      />
    </Stack>
  );
}
