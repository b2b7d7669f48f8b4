import { Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

import { Logo } from "@/ui/Logo";
import { useTitle } from "@/ui/Page";

import styles from "./Card.module.css";

interface CardProps {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}

/** The page of someone who is not signed in. */
export function Card({ title, lead, children }: CardProps) {
  useTitle(title);
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <div className={styles.brand}>
          <Logo size={32} /> Touchstone
        </div>
        <Stack gap={4} mb="lg">
          <Title order={1}>{title}</Title>
          {lead && <Text c="dimmed">{lead}</Text>}
        </Stack>
        {children}
      </div>
    </main>
  );
}
