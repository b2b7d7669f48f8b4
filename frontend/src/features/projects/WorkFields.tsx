import { NumberInput, Slider, Stack, Switch, Text } from "@mantine/core";
import { useId } from "react";

import type { ProjectDraft } from "./draft";

interface WorkFieldsProps {
  draft: ProjectDraft;
  onChange: (change: Partial<ProjectDraft>) => void;
  errors: Record<string, string>;
}

/** How many people answer, for how long, and when their answers agree. */
export function WorkFields({ draft, onChange, errors }: WorkFieldsProps) {
  const thresholdId = useId();
  return (
    <Stack maw={520}>
      <NumberInput
        label="Answers for each task"
        description="How many people answer the same task. Two or more are needed to measure reliability."
        min={1}
        max={10}
        clampBehavior="strict"
        value={draft.overlap}
        error={errors.overlap}
        onChange={(value) => {
          onChange({ overlap: Number(value) || 1 });
        }}
      />
      <NumberInput
        label="Minutes a task is reserved"
        description="A task that is neither answered nor open in a browser goes to someone else after this time."
        min={1}
        max={10080}
        value={draft.lease_minutes}
        error={errors.lease_minutes}
        onChange={(value) => {
          onChange({ lease_minutes: Number(value) || 1 });
        }}
      />
      <div>
        <Text id={thresholdId} fw={500} size="sm">
          Agreement needed to settle: {draft.agreement_threshold.toFixed(2)}
        </Text>
        <Text size="xs" c="dimmed" mb="xs">
          1 means that all answers are the same. Tasks below this are disputed.
        </Text>
        <Slider
          min={0}
          max={1}
          step={0.05}
          label={null}
          thumbProps={{ "aria-labelledby": thresholdId }}
          value={draft.agreement_threshold}
          onChange={(value) => {
            onChange({ agreement_threshold: value });
          }}
        />
      </div>
      <Switch
        label="People may revise their answers"
        description="A revision is kept beside the answer it replaces."
        checked={draft.revisable}
        onChange={(event) => {
          onChange({ revisable: event.currentTarget.checked });
        }}
      />
    </Stack>
  );
}
