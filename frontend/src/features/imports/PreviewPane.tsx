import { Badge, Group, Stack, Table, Tabs, Text, Title } from "@mantine/core";
import { Suspense } from "react";

import type { Preview, Project } from "@/api/types";
import { type Kind, useKind } from "@/kinds";
import { EmptyState } from "@/ui/EmptyState";
import { Section } from "@/ui/Section";
import { Waiting } from "@/ui/Waiting";

import styles from "./PreviewPane.module.css";

interface PreviewPaneProps {
  project: Project;
  preview: Preview | undefined;
  waiting: boolean;
  /** Images are only decoded by the import, so there is nothing to look at yet. */
  withContent?: boolean;
}

/** The first tasks that the file would give, as annotators would see them. */
export function PreviewPane({ project, preview, waiting, withContent = true }: PreviewPaneProps) {
  return (
    <Section
      title="Preview"
      help={`The first three tasks. ${withContent ? "Model names are shown here, but never to annotators." : "Images are looked into when the import runs."}`}
    >
      <div className={styles.pane} aria-busy={waiting}>
        {!preview &&
          (waiting ? <Waiting /> : <EmptyState title="Nothing to show yet">Map the required fields first.</EmptyState>)}
        {preview && (
          <Suspense fallback={<Waiting />}>
            <Items project={project} preview={preview} withContent={withContent} />
          </Suspense>
        )}
        {preview && preview.refused.length > 0 && <Refused preview={preview} />}
      </div>
    </Section>
  );
}

type Item = Preview["items"][number];

interface ItemsProps {
  project: Project;
  preview: Preview;
  withContent: boolean;
}

function Items({ project, preview, withContent }: ItemsProps) {
  const kind = useKind(project.kind);
  const first = preview.items[0];
  if (!kind || !first) {
    return (
      <EmptyState icon="alert" title="No row gives a task">
        The reasons stand below. Change how the file is read.
      </EmptyState>
    );
  }
  return (
    <Tabs defaultValue={String(first.line)} keepMounted={false}>
      <Tabs.List>
        {preview.items.map((item) => (
          <Tabs.Tab key={item.line} value={String(item.line)}>
            {item.file || `Line ${String(item.line)}`}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {preview.items.map((item) => (
        <Tabs.Panel key={item.line} value={String(item.line)} pt="md">
          <PreviewItem kind={kind} project={project} item={item} withContent={withContent} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

interface PreviewItemProps {
  kind: Kind;
  project: Project;
  item: Item;
  withContent: boolean;
}

function PreviewItem({ kind, project, item, withContent }: PreviewItemProps) {
  const criteria = project.rubric?.criteria ?? [];
  const context = { content: item.content, settings: project.settings, criteria };
  const facts = [
    item.external_id && `id ${item.external_id}`,
    item.source && `source ${item.source}`,
    item.licence && `licence ${item.licence}`,
    ...Object.entries(item.metadata).map(([key, value]) => `${key}: ${String(value)}`),
  ].filter(Boolean);
  return (
    <Stack>
      <Group gap={6}>
        {facts.map((fact) => (
          <Badge key={String(fact)} color="gray" tt="none" maw={320}>
            {fact}
          </Badge>
        ))}
      </Group>
      {withContent && <kind.View mode="readonly" {...context} />}
      {item.verdicts.length > 0 && (
        <div className={styles.verdicts}>
          {item.verdicts.map((verdict) => (
            <div key={verdict.annotator} className={styles.verdict}>
              <Text fw={600} size="sm">
                {verdict.annotator}
              </Text>
              <kind.AnswerSummary {...context} answer={verdict.answer} />
            </div>
          ))}
        </div>
      )}
    </Stack>
  );
}

function Refused({ preview }: { preview: Preview }) {
  return (
    <Stack gap="xs" mt="lg">
      <Title order={3}>Refused among the first rows</Title>
      <Table>
        <Table.Tbody>
          {preview.refused.map((row, index) => (
            <Table.Tr key={index}>
              <Table.Td w={160}>{row.file || `line ${String(row.line)}`}</Table.Td>
              <Table.Td w={160}>{row.field}</Table.Td>
              <Table.Td>{row.reason}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}
