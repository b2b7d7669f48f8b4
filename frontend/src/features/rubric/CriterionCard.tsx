import { Badge, Group, Table, Text, Title } from "@mantine/core";
import { Suspense } from "react";

import type { Criterion, Scale } from "@/api/types";
import { useKind } from "@/kinds";
import { Markdown } from "@/ui/Markdown";

import styles from "./CriterionCard.module.css";
import { SCALE_TYPES } from "./editing";

interface CriterionCardProps {
  criterion: Criterion;
  kind: string;
}

/** One criterion as published. */
export function CriterionCard({ criterion, kind }: CriterionCardProps) {
  const { title, key, guidance, scale, required, weight } = criterion;
  return (
    <article className={styles.card} aria-label={title}>
      <Group gap="xs">
        <Title order={3}>{title}</Title>
        <Text size="xs" c="dimmed" ff="monospace">
          {key}
        </Text>
      </Group>
      <Group gap={6}>
        <Badge color="slate" tt="none">
          {SCALE_TYPES.find(({ value }) => value === scale.type)?.label}
        </Badge>
        <Suspense>
          <Target kind={kind} value={criterion.applies_to} />
        </Suspense>
        <Badge color={required ? "gold" : "gray"} tt="none">
          {required ? "required" : "optional"}
        </Badge>
        {weight !== 1 && (
          <Badge color="gray" tt="none">
            weight {weight}
          </Badge>
        )}
      </Group>
      {guidance && <Markdown>{guidance}</Markdown>}
      <ScaleTable scale={scale} />
    </article>
  );
}

function Target({ kind, value }: { kind: string; value: string }) {
  const targets = useKind(kind)?.criterionTargets ?? [];
  return (
    <Badge color="blue" tt="none">
      {targets.find((target) => target.value === value)?.label ?? value}
    </Badge>
  );
}

function ScaleTable({ scale }: { scale: Scale }) {
  if (scale.type === "interval") {
    return (
      <Text size="sm" c="dimmed">
        From {scale.min} to {scale.max}
        {scale.step ? ` in steps of ${String(scale.step)}` : ""}
      </Text>
    );
  }
  const rows = scale.anchors ?? scale.options ?? [];
  if (rows.length === 0) return null;
  return (
    <Table withTableBorder highlightOnHover={false} className={styles.scale}>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={String(row.value)}>
            <Table.Th scope="row" w={70}>
              {String(row.value)}
            </Table.Th>
            <Table.Td w={180} fw={560}>
              {row.label}
            </Table.Td>
            <Table.Td>{row.description}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
