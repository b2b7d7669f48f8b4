import { Button, Chip, Group, NumberInput, Radio, SimpleGrid, Stack, Switch, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { startExport } from "@/api/data";
import { fieldsOf, sayError } from "@/api/errors";
import { useRefreshProject } from "@/api/projects";
import type { ExportFilters, KindInfo, Project, TaskStatus } from "@/api/types";
import { count } from "@/lib/format";
import { EmptyState } from "@/ui/EmptyState";
import { Icon } from "@/ui/Icon";
import { ButtonLink } from "@/ui/links";
import { Problem } from "@/ui/Problem";
import { Section } from "@/ui/Section";

import styles from "./NewExport.module.css";

const STATUSES: TaskStatus[] = ["open", "answered", "disputed", "settled", "withdrawn"];

interface NewExportProps {
  project: Project;
  kind: KindInfo;
}

/** Choose a format and which tasks go into it. */
export function NewExport({ project, kind }: NewExportProps) {
  const [format, setFormat] = useState(kind.writers[0]?.name ?? "");
  const [filters, setFilters] = useState<ExportFilters>({ status: ["settled"], include_imported: true });
  const archive = kind.writers.find(({ name }) => name === format)?.extension === "zip";
  const refresh = useRefreshProject(project.id);
  const start = useMutation({
    mutationFn: () => startExport(project.id, { format, filters }),
    meta: { showsItsErrors: true },
    onSuccess: refresh,
  });
  if (project.progress.tasks === 0) {
    return (
      <Section>
        <EmptyState
          icon="download"
          title="Nothing to export yet"
          action={
            <ButtonLink to="/projects/$projectId/imports" params={{ projectId: project.id }}>
              Import tasks
            </ButtonLink>
          }
        >
          Import tasks and have them answered first.
        </EmptyState>
      </Section>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        start.mutate();
      }}
    >
      <Section
        title="New export"
        actions={
          <Button type="submit" loading={start.isPending} leftSection={<Icon name="download" size={16} />}>
            Start export
          </Button>
        }
      >
        <Stack gap="lg">
          {start.isError && <Problem>{sayError(start.error)}</Problem>}
          <FormatCards kind={kind} value={format} onChange={setFormat} />
          <Filters
            project={project}
            filters={filters}
            archive={archive}
            errors={fieldsOf(start.error)}
            onChange={setFilters}
          />
        </Stack>
      </Section>
    </form>
  );
}

interface FormatCardsProps {
  kind: KindInfo;
  value: string;
  onChange: (name: string) => void;
}

function FormatCards({ kind, value, onChange }: FormatCardsProps) {
  return (
    <Radio.Group label="Format" value={value} onChange={onChange}>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} mt={6}>
        {kind.writers.map((writer) => (
          <Radio.Card key={writer.name} value={writer.name} className={styles.format}>
            <Group wrap="nowrap" align="flex-start" gap="sm">
              <Radio.Indicator />
              <div>
                <Text fw={600}>
                  {writer.title}{" "}
                  <Text span size="xs" c="dimmed" ff="monospace">
                    .{writer.extension}
                  </Text>
                </Text>
                <Text size="sm" c="dimmed">
                  {writer.help}
                </Text>
              </div>
            </Group>
          </Radio.Card>
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}

interface FiltersProps {
  project: Project;
  filters: ExportFilters;
  archive: boolean;
  errors: Record<string, string>;
  onChange: (filters: ExportFilters) => void;
}

function Filters({ project, filters, archive, errors, onChange }: FiltersProps) {
  return (
    <Stack gap="md">
      <Stack gap={6} role="group" aria-label="Tasks that go out">
        <Text fw={500} size="sm">
          Tasks that go out
        </Text>
        <Chip.Group
          multiple
          value={filters.status ?? []}
          onChange={(status) => {
            onChange({ ...filters, status: status as TaskStatus[] });
          }}
        >
          <Group gap={6}>
            {STATUSES.map((status) => (
              <Chip key={status} value={status} size="sm" variant="light">
                {status} {count(project.progress[status])}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        {errors["filters.status"] && (
          <Text size="sm" c="var(--ts-bad)">
            {errors["filters.status"]}
          </Text>
        )}
      </Stack>
      <Group align="flex-end" gap="xl">
        <NumberInput
          label="Least agreement"
          placeholder="any"
          w={150}
          min={0}
          max={1}
          step={0.05}
          decimalScale={2}
          value={filters.min_agreement ?? ""}
          error={errors["filters.min_agreement"]}
          onChange={(value) => {
            onChange({ ...filters, min_agreement: value === "" ? undefined : Number(value) });
          }}
        />
        <Switch
          mb={8}
          label="With imported answers"
          checked={filters.include_imported ?? true}
          onChange={(event) => {
            onChange({ ...filters, include_imported: event.currentTarget.checked });
          }}
        />
        {archive && (
          <Switch
            mb={8}
            label="Include the images"
            checked={filters.include_images ?? true}
            onChange={(event) => {
              onChange({ ...filters, include_images: event.currentTarget.checked });
            }}
          />
        )}
      </Group>
    </Stack>
  );
}
