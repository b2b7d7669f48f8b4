import { Button, Group, Modal, Radio, Stack, Textarea } from "@mantine/core";
import { type SyntheticEvent, useState } from "react";

import { sayError } from "@/api/errors";
import { Problem } from "@/ui/Problem";

export interface ReasonDialogProps<Reason extends string> {
  opened: boolean;
  onClose: () => void;
  title: string;
  question: string;
  help: string;
  reasons: { value: Reason; label: string; help?: string }[];
  noteLabel: string;
  longestNote: number;
  /** What the button says. */
  act: string;
  onAct: (reason: Reason, note: string) => Promise<void>;
}

/** Asks for one of several reasons and a note before something is done. */
export function ReasonDialog<Reason extends string>(props: ReasonDialogProps<Reason>) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title}>
      <ReasonForm {...props} />
    </Modal>
  );
}

function ReasonForm<Reason extends string>(props: ReasonDialogProps<Reason>) {
  const { reasons, onClose, onAct } = props;
  const [reason, setReason] = useState<Reason | null>(null);
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");

  async function handleSubmit(event: SyntheticEvent) {
    event.preventDefault();
    if (!reason) return;
    setBusy(true);
    try {
      await onAct(reason, note);
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
          label={props.question}
          description={props.help}
          value={reason}
          onChange={(value) => {
            setReason(reasons.find((known) => known.value === value)?.value ?? null);
          }}
        >
          <Stack gap="xs" mt="sm">
            {reasons.map(({ value, label, help }, at) => (
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
          label={props.noteLabel}
          autosize
          minRows={2}
          maxLength={props.longestNote}
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
            {props.act}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
