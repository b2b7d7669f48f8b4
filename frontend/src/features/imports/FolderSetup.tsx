import { Badge, Button, Group, Select, SimpleGrid, Stack, Switch, Text, Title } from "@mantine/core";
import { useState } from "react";

import { fieldsOf, sayError } from "@/api/errors";
import type { FolderFacts, KindInfo, Project, Upload } from "@/api/types";
import { bytes, counted } from "@/lib/format";
import { Problem } from "@/ui/Problem";
import { Section } from "@/ui/Section";

import { PreviewPane } from "./PreviewPane";
import { usePreview, useStart } from "./useImport";
import { type Use, UseOfAnswers } from "./UseOfAnswers";

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
  const [options, setOptions] = useState(() => defaultsOf(folder));
  const [use, setUse] = useState<Use>({ verdicts: "suggestions" });
  const [addLabels, setAddLabels] = useState(true);
  const preview = usePreview(file, { format, options });
  const start = useStart(project, onClose);
  const fresh = (folder.labels ?? []).filter(({ known }) => !known);
  const brings = folder.verdicts !== 0;
  const problem = start.error ?? preview.error;
  return (
    <Stack gap="lg">
      <Section
        title={file.name}
        help={[bytes(file.size), file.container, ...factsOf(folder)].join(" · ")}
        actions={
          <>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button
              loading={start.isPending}
              onClick={() => {
                const answers = brings ? use : { verdicts: "ignore" as const };
                start.mutate({ upload: file.id, format, options, add_labels: addLabels, ...answers });
              }}
            >
              Start import
            </Button>
          </>
        }
      >
        <Group align="flex-start" gap="xl">
          <Select
            label="Read as"
            w={340}
            data={kind.folder_readers.map(({ name, title }) => ({
              value: name,
              label: name === file.format ? `${title} (recognised)` : title,
            }))}
            value={format}
            allowDeselect={false}
            onChange={(name) => {
              setFormat(name ?? format);
            }}
          />
          {folder.options.map(({ key, title, help, choices }) => (
            <Select
              key={key}
              label={title}
              description={help}
              inputWrapperOrder={["label", "input", "description", "error"]}
              w={400}
              data={choices.map(({ value, title: label }) => ({ value, label }))}
              value={options[key] ?? null}
              allowDeselect={false}
              onChange={(value) => {
                if (value) setOptions({ ...options, [key]: value });
              }}
            />
          ))}
        </Group>
        {folder.too_large_to_look_into && (
          <Text size="sm" c="dimmed" mt="sm">
            The annotations are too large to look into beforehand. The import reads them and reports what it cannot use.
          </Text>
        )}
      </Section>
      {problem && <Problem>{sayError(problem)}</Problem>}
      {brings && (
        <Section title="Answers in the file">
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
            <UseOfAnswers use={use} nameless errors={fieldsOf(start.error)} onChange={setUse} />
            <Labels folder={folder}>
              {fresh.length > 0 && (
                <Switch
                  label={`Add ${counted(fresh.length, "new label")} to the project`}
                  description="Otherwise boxes with these labels are refused, one by one."
                  checked={addLabels}
                  onChange={(event) => {
                    setAddLabels(event.currentTarget.checked);
                  }}
                />
              )}
            </Labels>
          </SimpleGrid>
        </Section>
      )}
      <Unused folder={folder} />
      <PreviewPane
        project={project}
        preview={preview.isError ? undefined : preview.data}
        waiting={preview.isFetching}
        withContent={false}
      />
    </Stack>
  );
}

const defaultsOf = ({ options }: FolderFacts) =>
  Object.fromEntries(options.map(({ key, choices }) => [key, choices[0]?.value ?? ""]));

function factsOf({ images, files, tasks, verdicts }: FolderFacts): string[] {
  return [
    counted(files, "file"),
    counted(images, "image"),
    ...(tasks === null ? [] : [counted(tasks, "task")]),
    ...(verdicts === null ? [] : [`${counted(verdicts, "task")} with an answer`]),
  ];
}

function Labels({ folder, children }: { folder: FolderFacts; children: React.ReactNode }) {
  if (!folder.labels?.length) return null;
  return (
    <Stack gap="sm">
      <Title order={3}>Labels</Title>
      <Group gap={6}>
        {folder.labels.map(({ name, count, known }) => (
          <Badge key={name} tt="none" color={known ? "gray" : "gold"} size="lg">
            {name} × {count.toLocaleString("en")}
            {!known && " (new)"}
          </Badge>
        ))}
      </Group>
      {children}
    </Stack>
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
