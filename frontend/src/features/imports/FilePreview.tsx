import { Text } from "@mantine/core";

import type { KindInfo, Project } from "@/api/types";
import { type Kind, useKind } from "@/kinds";
import { type Column, DataTable } from "@/ui/DataTable";

import { factsOf, type PreviewItem } from "./facts";
import styles from "./PreviewPane.module.css";

interface FilePreviewProps {
  project: Project;
  kind: KindInfo;
  items: PreviewItem[];
}

/** Tasks by the names of their files: images are not decoded before the import runs. */
export function FilePreview({ project, kind: { image_fields: fields }, items }: FilePreviewProps) {
  const kind = useKind(project.kind);
  if (!kind) return null;
  const columns: Column<PreviewItem>[] = [
    { key: "file", title: "File", cell: (item) => <span className={styles.file}>{filesOf(item, fields)}</span> },
    ...(items.some(({ verdicts }) => verdicts.length > 0) ? [answers(kind, project)] : []),
    ...(items.some((item) => factsOf(item).length > 0) ? [FACTS] : []),
  ];
  return (
    <DataTable
      label="First tasks"
      columns={columns}
      rows={items}
      rowKey={({ line, file }) => `${String(line)} ${file}`}
      empty={null}
    />
  );
}

/** The images of a row; else the file or the line that it comes from. */
function filesOf({ line, file, content }: PreviewItem, fields: string[]): string {
  const names = fields.map((field) => (content[field] as { name?: string } | undefined)?.name).filter(Boolean);
  return names.join(", ") || file || `Line ${String(line)}`;
}

const FACTS: Column<PreviewItem> = {
  key: "facts",
  title: "Kept with the task",
  cell: (item) => (
    <Text size="sm" c="dimmed">
      {factsOf(item).join(" · ")}
    </Text>
  ),
};

const answers = (kind: Kind, project: Project): Column<PreviewItem> => ({
  key: "answers",
  title: "Answer in the file",
  cell: ({ verdicts, content }) =>
    verdicts.length === 0 ? (
      <Text c="dimmed">none</Text>
    ) : (
      verdicts.map((verdict, index) => (
        <div key={index}>
          {(verdict.annotator || verdict.model) && <strong>{verdict.annotator || verdict.model}: </strong>}
          <kind.AnswerSummary
            answer={verdict.answer}
            content={content}
            settings={project.settings}
            criteria={project.rubric?.criteria ?? []}
          />
        </div>
      ))
    ),
});
