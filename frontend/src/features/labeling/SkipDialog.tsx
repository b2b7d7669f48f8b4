import { Button, Group, Modal, Radio, Stack, Textarea } from "@mantine/core";
import { type SyntheticEvent, useState } from "react";

import { sayError } from "@/api/errors";
import { Problem } from "@/ui/Problem";

import type { SkipReason } from "./types";

const REASONS: [SkipReason, string][] = [
  ["unclear", "It is unclear what is asked"],
  ["outside_my_skill", "Outside what I know"],
  ["too_long", "Too long for me"],
  ["technical", "It is not shown properly"],
  ["conflict", "I am not neutral here"],
  ["other", "Another reason"],
];

interface SkipDialogProps {
  opened: boolean;
  onClose: () => void;
  onSkip: (skipped: { reason: SkipReason; note: string }) => Promise<void>;
}

/** Leaves a task to others, with the reason. */
export function SkipDialog({ opened, onClose, onSkip }: SkipDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Skip this task">
      <SkipForm onClose={onClose} onSkip={onSkip} />
    </Modal>
  );
}

function SkipForm({ onClose, onSkip }: Omit<SkipDialogProps, "opened">) {
  const [reason, setReason] = useState<SkipReason | null>(null);
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");

  async function handleSubmit(event: SyntheticEvent) {
    event.preventDefault();
    if (!reason) return;
    setBusy(true);
    try {
      await onSkip({ reason, note });
      onClose();
    } catch (error) {
      setProblem(sayError(error));
      setBusy(false);
    }
  }

  return (
    <form onSubmit={(event) => void handleSubmit(event)}>
      <Stack>
        <Radio.Group
          label="Why?"
          description="The task goes to other people and does not come back to you. If you understand it but cannot judge it, answer “Cannot assess” instead."
          value={reason}
          onChange={(value) => {
            setReason(value as SkipReason);
          }}
        >
          <Stack gap="xs" mt="sm">
            {REASONS.map(([value, label], at) => (
              <Radio key={value} value={value} label={label} data-autofocus={at === 0 || undefined} />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label="Note"
          autosize
          minRows={2}
          maxLength={1000}
          value={note}
          onChange={(event) => {
            setNote(event.currentTarget.value);
          }}
        />
        {problem && <Problem>{problem}</Problem>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy} disabled={!reason}>
            Skip
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
