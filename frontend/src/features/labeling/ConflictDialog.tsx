import { Button, Group, Modal, Text } from "@mantine/core";

import type { Criterion } from "@/api/types";
import type { Kind } from "@/kinds";
import { RelativeTime } from "@/ui/RelativeTime";

import type { ServerDraft } from "./drafts";

interface ConflictDialogProps {
  kind: Kind;
  context: { content: unknown; settings: unknown; criteria: Criterion[] };
  mine: unknown;
  theirs: ServerDraft;
  onMine: () => void;
  onTheirs: () => void;
}

/** Two versions of one's own work: both are shown, the person chooses. */
export function ConflictDialog({ kind, context, mine, theirs, onMine, onTheirs }: ConflictDialogProps) {
  const both = [
    { label: "This window", answer: mine },
    { label: "The other window", answer: theirs.content.answer },
  ];
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      size="90%"
      title="Two versions of your work"
    >
      <Text mb="md">
        Newer work on this task was saved <RelativeTime time={theirs.updated_at} /> from another window (
        {theirs.device || "unknown device"}). Which do you want to go on with?
      </Text>
      <kind.View mode="compare" {...context} answers={both} />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onTheirs}>
          Take the other window’s
        </Button>
        <Button onClick={onMine} data-autofocus>
          Keep this window’s
        </Button>
      </Group>
    </Modal>
  );
}
