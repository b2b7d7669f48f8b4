import { Button, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { fieldsOf, sayError } from "@/api/errors";
import type { FolderFacts, KindInfo, Project, Upload } from "@/api/types";
import { Problem } from "@/ui/Problem";
import { Section } from "@/ui/Section";

import { isNameless, sayFolder } from "./facts";
import { FolderLabels } from "./FolderLabels";
import { defaultsOf, FolderOptions } from "./FolderOptions";
import { PreviewPane } from "./PreviewPane";
import { usePreview, useStart } from "./useImport";
import { isMissingRubric, type Use, UseOfAnswers } from "./UseOfAnswers";

interface FolderSetupProps {
  project: Project;
  kind: KindInfo;
  file: Upload;
  folder: FolderFacts;
  onClose: () => void;
}

/** How to read an archive, an image or a document of annotations, and what the answers in it are. */
export function FolderSetup({ project, kind, file, folder, onClose }: FolderSetupProps) {
  const [format, setFormat] = useState(file.format ?? "");
  const [chosen, setChosen] = useState(() => defaultsOf(folder));
  const [use, setUse] = useState<Use>({ verdicts: kind.shows_suggestions ? "suggestions" : "annotations" });
  const [addLabels, setAddLabels] = useState(true);
  // What was found in the folder, and what is asked about it, is the recognised format's.
  const recognised = format === file.format;
  const how = { format, options: recognised ? chosen : {}, add_labels: addLabels };
  const preview = usePreview(file, how);
  const start = useStart(project, onClose);
  const wantsImages = kind.image_fields.length > 0;
  const brings = !recognised || folder.verdicts !== 0;
  const problem = start.error ?? preview.error;
  const errors = fieldsOf(problem);
  return (
    <Stack gap="lg">
      <Section
        title={file.name}
        help={sayFolder(file, folder, wantsImages)}
        actions={
          <>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button
              disabled={preview.isError || (brings && isMissingRubric(project, use))}
              loading={start.isPending}
              onClick={() => {
                const answers = brings ? use : { verdicts: "ignore" as const };
                start.mutate({ upload: file.id, ...how, ...answers });
              }}
            >
              Start import
            </Button>
          </>
        }
      >
        <Stack gap="lg">
          <FormatSelect kind={kind} file={file} value={format} onChange={setFormat} />
          {recognised && (
            <FolderOptions options={folder.options} chosen={chosen} errors={errors} onChange={setChosen} />
          )}
          <Unused folder={folder} />
        </Stack>
      </Section>
      {problem && <Problem>{sayError(problem)}</Problem>}
      {brings && (
        <Section title="Answers in the file">
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
            <UseOfAnswers
              project={project}
              kind={kind}
              file={file}
              use={use}
              nameless={preview.data?.items.some(isNameless) ?? true}
              errors={errors}
              onChange={setUse}
            />
            <FolderLabels labels={recognised ? folder.labels : null} adding={addLabels} onChange={setAddLabels} />
          </SimpleGrid>
        </Section>
      )}
      <PreviewPane
        project={project}
        kind={kind}
        help={wantsImages ? "The first tasks. Images are looked at when the import runs." : "The first tasks."}
        preview={preview.isError ? undefined : preview.data}
        waiting={preview.isFetching}
        parts="files"
        missing="Change how the file is read."
      />
    </Stack>
  );
}

interface FormatSelectProps {
  kind: KindInfo;
  file: Upload;
  value: string;
  onChange: (name: string) => void;
}

function FormatSelect({ kind, file, value, onChange }: FormatSelectProps) {
  return (
    <Select
      label="Read as"
      w={340}
      data={kind.folder_readers.map(({ name, title }) => ({
        value: name,
        label: name === file.format ? `${title} (recognised)` : title,
      }))}
      value={value}
      allowDeselect={false}
      onChange={(name) => {
        if (name) onChange(name);
      }}
    />
  );
}

function Unused({ folder }: { folder: FolderFacts }) {
  if (folder.unused.length === 0) return null;
  return (
    <Text size="sm" c="dimmed">
      Not used: {folder.unused.join(", ")}
    </Text>
  );
}
