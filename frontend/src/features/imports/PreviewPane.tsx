import { Stack, Table, Title } from "@mantine/core";
import { Suspense } from "react";

import type { KindInfo, Preview, Project } from "@/api/types";
import { EmptyState } from "@/ui/EmptyState";
import { Section } from "@/ui/Section";
import { Waiting } from "@/ui/Waiting";

import { FilePreview } from "./FilePreview";
import styles from "./PreviewPane.module.css";
import { PreviewTabs } from "./PreviewTabs";

interface PreviewPaneProps {
  project: Project;
  kind: KindInfo;
  help: string;
  preview: Preview | undefined;
  waiting: boolean;
  /** What the file is made of. */
  parts: "rows" | "files";
  /** What to do while nothing can be shown. */
  missing: string;
}

/** The first tasks that the file would give, and what would be refused on the way to them. */
export function PreviewPane({ project, kind, help, preview, waiting, parts, missing }: PreviewPaneProps) {
  const Items = kind.image_fields.length > 0 ? FilePreview : PreviewTabs;
  return (
    <Section title="Preview" help={help}>
      <div className={styles.pane} aria-busy={waiting}>
        {!preview && (waiting ? <Waiting /> : <EmptyState title="Nothing to show yet">{missing}</EmptyState>)}
        {preview && (
          <Suspense fallback={<Waiting />}>
            {preview.items.length > 0 ? (
              <Items project={project} kind={kind} items={preview.items} />
            ) : (
              <NoItems preview={preview} parts={parts} />
            )}
          </Suspense>
        )}
        {preview && preview.refused.length > 0 && <Refused preview={preview} parts={parts} />}
      </div>
    </Section>
  );
}

interface PartsProps {
  preview: Preview;
  parts: "rows" | "files";
}

function NoItems({ preview, parts }: PartsProps) {
  if (preview.too_large_to_look_into) {
    return (
      <EmptyState title="Too large to look into">
        The import reads the annotations and reports what it cannot use.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="alert" title={`None of the ${parts} gives a task`}>
      {preview.refused.length > 0 ? "The reasons stand below. " : ""}Change how the file is read.
    </EmptyState>
  );
}

function Refused({ preview, parts }: PartsProps) {
  return (
    <Stack gap="xs" mt="lg">
      <Title order={3}>Refused among the first {parts}</Title>
      <Table>
        <Table.Tbody>
          {preview.refused.map((row, index) => (
            <Table.Tr key={index}>
              <Table.Td w={220} className={styles.file}>
                {row.file || `line ${String(row.line)}`}
              </Table.Td>
              <Table.Td w={120}>{row.field}</Table.Td>
              <Table.Td>{row.reason}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}
