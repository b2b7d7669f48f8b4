import { Button, Group, Modal, Radio, Stack, Textarea } from "@mantine/core";
import { type SyntheticEvent, useState } from "react";

import { sayError } from "@/api/errors";
import { Problem } from "@/ui/Problem";

import type { FlagCategory } from "./types";

const CATEGORIES: [FlagCategory, string, string][] = [
  ["bad_task", "Bad task", "Broken, empty, twice, or not for this project."],
  ["unsafe", "Unsafe content", "Harmful, private or illegal content."],
  ["unclear_guideline", "Unclear guideline", "The guidelines do not say what to do here."],
  ["other", "Something else", ""],
];

interface FlagDialogProps {
  opened: boolean;
  onClose: () => void;
  onFlag: (raised: { category: FlagCategory; note: string }) => Promise<void>;
}

/** Tells the managers that something is wrong; the task stays. */
export function FlagDialog({ opened, onClose, onFlag }: FlagDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Flag this task">
      <FlagForm onClose={onClose} onFlag={onFlag} />
    </Modal>
  );
}

function FlagForm({ onClose, onFlag }: Omit<FlagDialogProps, "opened">) {
  const [category, setCategory] = useState<FlagCategory | null>(null);
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");

  async function handleSubmit(event: SyntheticEvent) {
    event.preventDefault();
    if (!category) return;
    setBusy(true);
    try {
      await onFlag({ category, note });
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
          label="What is wrong?"
          description="The managers of the project see it. You keep the task and can go on."
          value={category}
          onChange={(value) => {
            setCategory(value as FlagCategory);
          }}
        >
          <Stack gap="xs" mt="sm">
            {CATEGORIES.map(([value, label, help], at) => (
              <Radio
                key={value}
                value={value}
                label={label}
                description={help}
                data-autofocus={at === 0 || undefined}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label="What should they know?"
          autosize
          minRows={2}
          maxLength={2000}
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
          <Button type="submit" loading={busy} disabled={!category}>
            Flag
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
