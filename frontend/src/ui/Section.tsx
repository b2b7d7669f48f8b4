import { Group, Paper, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

import styles from "./Section.module.css";

interface SectionProps {
  title?: string;
  help?: ReactNode;
  actions?: ReactNode;
  /** Lets a table reach the edges. */
  flush?: boolean;
  children: ReactNode;
}

/** A card with a heading. */
export function Section({ title, help, actions, flush, children }: SectionProps) {
  return (
    <Paper withBorder component="section" className={styles.section} aria-label={title}>
      {(title || actions) && (
        <Group justify="space-between" align="flex-start" wrap="nowrap" className={styles.head}>
          <div>
            {title && <Title order={2}>{title}</Title>}
            {help && (
              <Text size="sm" c="dimmed" maw="68ch" component="div" mt={2}>
                {help}
              </Text>
            )}
          </div>
          {actions && (
            <Group gap="xs" wrap="nowrap">
              {actions}
            </Group>
          )}
        </Group>
      )}
      <div className={flush ? styles.flush : styles.body}>{children}</div>
    </Paper>
  );
}
