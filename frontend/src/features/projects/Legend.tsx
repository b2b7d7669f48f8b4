import { ColorSwatch, Group, Text } from "@mantine/core";

import type { Progress } from "@/api/types";
import { count } from "@/lib/format";

const PARTS = [
  { key: "settled", color: "var(--mantine-color-green-5)", label: "settled" },
  { key: "disputed", color: "var(--mantine-color-gold-4)", label: "disputed" },
  { key: "answered", color: "var(--mantine-color-blue-4)", label: "answered, being settled" },
  { key: "open", color: "var(--ts-line-strong)", label: "open" },
  { key: "withdrawn", color: "transparent", label: "withdrawn" },
] as const;

/** What the colours of the progress bar mean, with the counts. */
export function Legend({ progress }: { progress: Progress }) {
  return (
    <Group gap="lg" mt="sm">
      {PARTS.filter(({ key }) => key === "open" || progress[key] > 0).map((part) => (
        <Group key={part.key} gap={6}>
          <ColorSwatch color={part.color} size={10} withShadow={part.key === "withdrawn"} />
          <Text size="sm" c="dimmed">
            {count(progress[part.key])} {part.label}
          </Text>
        </Group>
      ))}
    </Group>
  );
}
