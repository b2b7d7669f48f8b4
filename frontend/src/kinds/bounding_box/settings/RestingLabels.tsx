import { Button, Text, Title } from "@mantine/core";

import type { Usage } from "../../defineKind";
import type { Label } from "../types";
import { isDrawn, isRemovable, sayUsage } from "./editing";
import styles from "./settings.module.css";

interface RestingLabelsProps {
  labels: readonly Label[];
  usage: Usage;
  disabled?: boolean;
  onRestore: (key: string) => void;
  onRemove: (key: string) => void;
}

/** Labels that are not drawn any more, with the way back. */
export function RestingLabels(props: RestingLabelsProps) {
  const resting = props.labels.filter((label) => !isDrawn(label));
  if (resting.length === 0) return null;
  return (
    <section aria-label="Archived and merged labels">
      <Title order={3} mb="xs">
        Archived and merged
      </Title>
      <ul className={styles.rows}>
        {resting.map((label) => (
          <RestingLabel key={label.key} label={label} {...props} />
        ))}
      </ul>
    </section>
  );
}

function RestingLabel({ label, labels, usage, disabled, onRestore, onRemove }: RestingLabelsProps & { label: Label }) {
  const into = labels.find(({ key }) => key === label.merged_into);
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <span className={styles.smallSwatch} style={{ background: label.colour }} />
        <span className={styles.title}>
          {label.title}{" "}
          {into && (
            <Text span c="dimmed" size="sm">
              counts as “{into.title}”
            </Text>
          )}
        </span>
        <Text size="sm" c="dimmed" className={styles.usage}>
          {sayUsage(usage, label.key) || "not used"}
        </Text>
        <Button
          size="compact-sm"
          variant="default"
          disabled={disabled}
          aria-label={`${into ? "Undo the merge of" : "Restore"} ${label.title}`}
          onClick={() => {
            onRestore(label.key);
          }}
        >
          {into ? "Undo the merge" : "Restore"}
        </Button>
        {isRemovable(labels, label.key, usage) && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="bad"
            disabled={disabled}
            aria-label={`Remove ${label.title}`}
            onClick={() => {
              onRemove(label.key);
            }}
          >
            Remove
          </Button>
        )}
      </div>
    </li>
  );
}
