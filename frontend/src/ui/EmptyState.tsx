import { Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

import styles from "./EmptyState.module.css";
import { Icon, type IconName } from "./Icon";

interface EmptyStateProps {
  icon?: IconName;
  title: string;
  /** What to do next. */
  children?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ icon = "inbox", title, children, action }: EmptyStateProps) {
  return (
    <Stack align="center" gap={8} className={styles.empty}>
      <span className={styles.icon}>
        <Icon name={icon} size={24} />
      </span>
      <Title order={2} ta="center">
        {title}
      </Title>
      {children && (
        <Text c="dimmed" ta="center" maw="52ch" component="div">
          {children}
        </Text>
      )}
      {action && <div className={styles.action}>{action}</div>}
    </Stack>
  );
}
