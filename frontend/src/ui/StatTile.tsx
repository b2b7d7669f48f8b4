import { Paper, Text } from "@mantine/core";
import type { ReactNode } from "react";

import styles from "./StatTile.module.css";

interface StatTileProps {
  label: string;
  value: ReactNode;
  note?: ReactNode;
}

/** One figure with its name. */
export function StatTile({ label, value, note }: StatTileProps) {
  return (
    <Paper withBorder className={styles.tile}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <div className={styles.value}>{value}</div>
      {note && (
        <Text size="sm" c="dimmed" component="div">
          {note}
        </Text>
      )}
    </Paper>
  );
}
