import { Group, Modal, SimpleGrid, Stack, Text, Title } from "@mantine/core";

import { useAllCommands } from "./CommandProvider";
import { Keys } from "./Keys";
import { byGroup } from "./palette";

/** Every shortcut that works on this page now. */
export function ShortcutList({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const commands = useAllCommands().filter((command) => command.shortcut);
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts" size="lg">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
        {byGroup(commands).map(([group, members]) => (
          <Stack key={group} gap={6}>
            <Title order={3}>{group}</Title>
            {members.map((command) => (
              <Group key={command.id} justify="space-between" wrap="nowrap" gap="sm">
                <Text size="sm" c={command.disabled ? "dimmed" : undefined}>
                  {command.label}
                </Text>
                <Keys shortcut={command.shortcut ?? ""} />
              </Group>
            ))}
          </Stack>
        ))}
      </SimpleGrid>
      <Text size="sm" c="dimmed" mt="lg">
        Single keys are left alone while you type in a field.
      </Text>
    </Modal>
  );
}
