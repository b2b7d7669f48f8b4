import { Group, MultiSelect, Select, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";

import type { KindField, KindInfo, Mapping, Project, Upload } from "@/api/types";
import { Section } from "@/ui/Section";

import { columnsFor, unusedColumns, withColumns, withConstant } from "./mapping";
import { VerdictFields } from "./VerdictFields";

interface MappingFormProps {
  project: Project;
  kind: KindInfo;
  file: Upload;
  mapping: Mapping;
  errors: Record<string, string>;
  onChange: (mapping: Mapping) => void;
}

/** Which columns of the file feed which fields of the tasks. */
export function MappingForm({ project, kind, file, mapping, errors, onChange }: MappingFormProps) {
  const names = file.columns.map((column) => column.name);
  const kept = unusedColumns(mapping, file.columns);
  return (
    <>
      <Section title="Fields" help="Remembered for the next file of this project.">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" verticalSpacing="lg">
          {kind.fields_to_map.map((field) => (
            <FieldChoice
              key={field.key}
              field={field}
              names={names}
              file={file}
              mapping={mapping}
              error={errors[`columns.${field.key}`] ?? errors[`constants.${field.key}`]}
              onChange={onChange}
            />
          ))}
          <MultiSelect
            label="Kept as metadata"
            description="Stored with the task, never shown to annotators."
            data={[...new Set([...kept, ...(mapping.metadata ?? [])])]}
            value={mapping.metadata ?? []}
            error={errors.metadata}
            searchable
            clearable
            onChange={(metadata) => {
              onChange({ ...mapping, metadata });
            }}
          />
        </SimpleGrid>
      </Section>
      <VerdictFields project={project} file={file} mapping={mapping} errors={errors} onChange={onChange} />
    </>
  );
}

/** Facts that a whole file can share. */
const SAME_FOR_ALL = new Set(["source", "licence"]);

interface FieldChoiceProps {
  field: KindField;
  names: string[];
  file: Upload;
  mapping: Mapping;
  error: string | undefined;
  onChange: (mapping: Mapping) => void;
}

function FieldChoice({ field, names, file, mapping, error, onChange }: FieldChoiceProps) {
  const chosen = columnsFor(mapping, field.key);
  const common = {
    label: field.title,
    description: field.help,
    required: field.required,
    error,
    searchable: true,
    clearable: true,
    data: names,
  };
  return (
    <Stack gap={4}>
      {field.many ? (
        <MultiSelect
          {...common}
          value={chosen}
          onChange={(columns) => {
            onChange(withColumns(mapping, field, columns));
          }}
        />
      ) : (
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <Select
            {...common}
            flex={1}
            placeholder="No column"
            value={chosen[0] ?? null}
            onChange={(column) => {
              onChange(withColumns(mapping, field, column ? [column] : []));
            }}
          />
          {chosen.length === 0 && SAME_FOR_ALL.has(field.key) && (
            <TextInput
              flex={1}
              aria-label={`${field.title}, the same for all rows`}
              placeholder="or the same for all rows"
              value={mapping.constants?.[field.key] ?? ""}
              onChange={(event) => {
                onChange(withConstant(mapping, field.key, event.currentTarget.value));
              }}
            />
          )}
        </Group>
      )}
      <Sample file={file} columns={chosen} />
    </Stack>
  );
}

/** What the first row holds there. */
function Sample({ file, columns }: { file: Upload; columns: string[] }) {
  const samples = file.columns.filter((column) => columns.includes(column.name) && column.sample);
  if (samples.length === 0) return null;
  return (
    <Text size="xs" c="dimmed" lineClamp={1}>
      {samples.map((column) => column.sample).join(" · ")}
    </Text>
  );
}
