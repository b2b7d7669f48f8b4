import { Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";

import type { Usage } from "../../defineKind";
import type { Label } from "../types";
import { isDrawn, sayUsage } from "./editing";

interface MergeDialogProps {
  label: Label;
  labels: readonly Label[];
  usage: Usage;
  onMerge: (into: string) => void;
  onClose: () => void;
}

/** Asks into which other label, and says what that touches. */
export function MergeDialog({ label, labels, usage, onMerge, onClose }: MergeDialogProps) {
  const [into, setInto] = useState<string | null>(null);
  const targets = labels.filter((each) => each.key !== label.key && isDrawn(each));
  const target = targets.find(({ key }) => key === into);
  return (
    <Modal opened onClose={onClose} title={`Merge “${label.title}” into another label`}>
      <Stack>
        <Select
          label="Into"
          placeholder="Choose a label"
          data-autofocus
          searchable
          nothingFoundMessage="No label fits."
          data={targets.map(({ key, title }) => ({ value: key, label: title }))}
          value={into}
          onChange={setInto}
        />
        {target && <MergePreview label={label} target={target} labels={labels} usage={usage} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            disabled={!target}
            onClick={() => {
              if (target) onMerge(target.key);
            }}
          >
            Merge
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface MergePreviewProps {
  label: Label;
  target: Label;
  labels: readonly Label[];
  usage: Usage;
}

function MergePreview({ label, target, labels, usage }: MergePreviewProps) {
  const touched = sayUsage(usage, label.key);
  const along = labels.filter(({ merged_into }) => merged_into === label.key).map(({ title }) => `“${title}”`);
  const asked = new Set(target.attributes.map(({ key }) => key));
  const lost = label.attributes.filter(({ key }) => !asked.has(key)).map(({ title }) => title);
  return (
    <Stack gap={6} role="status">
      <Text>{touched ? `${touched} will count as “${target.title}”.` : `No answer has “${label.title}” yet.`}</Text>
      {along.length > 0 && <Text>The same goes for {along.join(", ")}, merged into it before.</Text>}
      {lost.length > 0 && (
        <Text>
          Not asked of “{target.title}”, so no longer measured: {lost.join(", ")}.
        </Text>
      )}
      <Text c="dimmed" size="sm">
        Nobody can draw “{label.title}” any more. Boxes keep their places, and you can undo this later.
      </Text>
    </Stack>
  );
}
