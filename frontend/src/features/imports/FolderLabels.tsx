import { Badge, Group, Stack, Switch, Text, Title } from "@mantine/core";

import type { FolderFacts } from "@/api/types";
import { count, counted } from "@/lib/format";

interface FolderLabelsProps {
  /** Null when the file was not looked into. */
  labels: FolderFacts["labels"];
  adding: boolean;
  onChange: (adding: boolean) => void;
}

const MOST_SHOWN = 60;

/** The labels that the file uses, the most frequent first, and whether the project gets those that it lacks. */
export function FolderLabels({ labels, adding, onChange }: FolderLabelsProps) {
  const fresh = labels?.filter(({ known }) => !known).length ?? null;
  if (labels?.length === 0) return null;
  return (
    <Stack gap="sm">
      <Title order={3}>Labels</Title>
      {labels && <Badges labels={labels} />}
      {fresh === 0 ? (
        <Text size="sm" c="dimmed">
          The project has them all.
        </Text>
      ) : (
        <Switch
          label={fresh === null ? "Add labels that the project lacks" : `Add ${counted(fresh, "new label")}`}
          description="Otherwise answers with a label that the project lacks are refused."
          checked={adding}
          onChange={(event) => {
            onChange(event.currentTarget.checked);
          }}
        />
      )}
    </Stack>
  );
}

function Badges({ labels }: { labels: NonNullable<FolderFacts["labels"]> }) {
  const rest = labels.length - MOST_SHOWN;
  return (
    <Group gap={6}>
      {labels.slice(0, MOST_SHOWN).map(({ name, count: uses, known }) => (
        <Badge key={name} tt="none" color={known ? "gray" : "gold"} size="lg">
          {name} × {count(uses)}
          {!known && " (new)"}
        </Badge>
      ))}
      {rest > 0 && (
        <Text size="sm" c="dimmed">
          and {count(rest)} more
        </Text>
      )}
    </Group>
  );
}
