import { ReasonDialog, type ReasonDialogProps } from "./ReasonDialog";
import type { SkipReason } from "./types";

const REASONS: ReasonDialogProps<SkipReason>["reasons"] = [
  { value: "unclear", label: "It is unclear what is asked" },
  { value: "outside_my_skill", label: "Outside what I know" },
  { value: "too_long", label: "Too long for me" },
  { value: "technical", label: "It is not shown properly" },
  { value: "conflict", label: "I am not neutral here" },
  { value: "other", label: "Another reason" },
];

interface SkipDialogProps {
  opened: boolean;
  onClose: () => void;
  onSkip: (skipped: { reason: SkipReason; note: string }) => Promise<void>;
}

/** Leaves a task to others, with the reason. */
export function SkipDialog({ opened, onClose, onSkip }: SkipDialogProps) {
  return (
    <ReasonDialog
      opened={opened}
      onClose={onClose}
      title="Skip this task"
      question="Why?"
      help="The task goes to other people and does not come back to you. If you understand it but cannot judge it, answer “Cannot assess” instead."
      reasons={REASONS}
      noteLabel="Note"
      longestNote={1000}
      act="Skip"
      onAct={(reason, note) => onSkip({ reason, note })}
    />
  );
}
