import { MultiSelect, Select, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import { Suspense } from "react";

import type { Mapping, Project, Upload } from "@/api/types";
import { useKind } from "@/kinds";
import { Section } from "@/ui/Section";

import { verdictColumns, verdictValues, withAnnotator, withVerdict, withVerdictColumns } from "./mapping";

interface VerdictFieldsProps {
  project: Project;
  file: Upload;
  mapping: Mapping;
  errors: Record<string, string>;
  onChange: (mapping: Mapping) => void;
}

/** Verdicts that people gave elsewhere: whose they are, and which answer each value means. */
export function VerdictFields(props: VerdictFieldsProps) {
  const { file, mapping, errors, onChange } = props;
  const possible = verdictColumns(file.columns);
  const chosen = mapping.verdicts?.columns ?? {};
  if (possible.length === 0) return null;
  return (
    <Section
      title="Verdicts"
      help="Answers that people gave before. They come in as annotations of named people, marked as imported."
    >
      <Stack>
        <MultiSelect
          label="Columns that hold a verdict"
          description="One column for each person. Only columns with few different values can be chosen."
          data={possible}
          value={Object.keys(chosen)}
          error={errors["verdicts.columns"] ?? errors.verdicts}
          searchable
          clearable
          onChange={(names) => {
            onChange(withVerdictColumns(mapping, names));
          }}
        />
        {Object.keys(chosen).length > 0 && (
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
            <Stack gap="xs">
              <Title order={3}>People</Title>
              {Object.entries(chosen).map(([column, annotator]) => (
                <TextInput
                  key={column}
                  label={column}
                  maxLength={80}
                  value={annotator}
                  onChange={(event) => {
                    onChange(withAnnotator(mapping, column, event.currentTarget.value));
                  }}
                />
              ))}
            </Stack>
            <Suspense>
              <Values {...props} />
            </Suspense>
          </SimpleGrid>
        )}
      </Stack>
    </Section>
  );
}

function Values({ project, file, mapping, onChange }: VerdictFieldsProps) {
  const choices = useKind(project.kind)?.verdictChoices(project.settings) ?? [];
  const values = mapping.verdicts?.values ?? {};
  if (choices.length === 0) {
    return <Text c="dimmed">Under this project’s settings, a single value cannot stand for an answer.</Text>;
  }
  return (
    <Stack gap="xs">
      <Title order={3}>What the values mean</Title>
      {verdictValues(mapping, file.columns).map((value) => {
        const answer = JSON.stringify(values[value]);
        return (
          <Select
            key={value}
            label={`“${value}”`}
            placeholder="Not imported"
            clearable
            data={choices.map((choice) => ({ value: choice.id, label: choice.label }))}
            value={choices.find((choice) => JSON.stringify(choice.answer) === answer)?.id ?? null}
            onChange={(id) => {
              const choice = choices.find((one) => one.id === id);
              onChange(withVerdict(mapping, value, choice ? (choice.answer as Record<string, unknown>) : null));
            }}
          />
        );
      })}
    </Stack>
  );
}
