import { Stack, Text } from "@mantine/core";

import type { TaskDetail } from "@/api/types";
import { RelativeTime } from "@/ui/RelativeTime";
import { Section } from "@/ui/Section";

import { eventsOf } from "./events";

export function History({ task }: { task: TaskDetail }) {
  const events = eventsOf(task);
  if (events.length === 0) return null;
  return (
    <Section title="History">
      <Stack gap={6}>
        {events.map((event, index) => (
          <Text key={index} size="sm">
            <strong>{event.who}</strong> {event.what}{" "}
            <Text span c="dimmed">
              <RelativeTime time={event.at} />
            </Text>
          </Text>
        ))}
      </Stack>
    </Section>
  );
}
