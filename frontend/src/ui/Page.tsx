import { Group, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";

import styles from "./Page.module.css";

interface PageProps {
  title: string;
  /** A line under the title. */
  lead?: ReactNode;
  /** Buttons at the right of the title. */
  actions?: ReactNode;
  /** Beside the title: a badge. */
  badge?: ReactNode;
  above?: ReactNode;
  below?: ReactNode;
  narrow?: boolean;
  children: ReactNode;
}

/** The frame of every ordinary page: one h1, what can be done, the content. */
export function Page({ title, lead, actions, badge, above, below, narrow, children }: PageProps) {
  useTitle(title);
  return (
    <div className={styles.page} data-narrow={narrow}>
      {above}
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="lg" className={styles.head}>
        <Stack gap={4} miw={0}>
          <Group gap="sm">
            <Title order={1}>{title}</Title>
            {badge}
          </Group>
          {lead && (
            <Text c="dimmed" maw="72ch" component="div">
              {lead}
            </Text>
          )}
        </Stack>
        {actions && (
          <Group gap="xs" wrap="nowrap">
            {actions}
          </Group>
        )}
      </Group>
      {below}
      <div className={styles.body}>{children}</div>
    </div>
  );
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Touchstone` : "Touchstone";
  }, [title]);
}
