import { ReasonDialog, type ReasonDialogProps } from "./ReasonDialog";
import type { FlagCategory } from "./types";

const CATEGORIES: ReasonDialogProps<FlagCategory>["reasons"] = [
  { value: "bad_task", label: "Bad task", help: "Broken, empty, twice, or not for this project." },
  { value: "unsafe", label: "Unsafe content", help: "Harmful, private or illegal content." },
  { value: "unclear_guideline", label: "Unclear guideline", help: "The guidelines do not say what to do here." },
  { value: "other", label: "Something else" },
];

interface FlagDialogProps {
  opened: boolean;
  onClose: () => void;
  onFlag: (raised: { category: FlagCategory; note: string }) => Promise<void>;
}

/** Tells the managers that something is wrong; the task stays. */
export function FlagDialog({ opened, onClose, onFlag }: FlagDialogProps) {
  return (
    <ReasonDialog
      opened={opened}
      onClose={onClose}
      title="Flag this task"
      question="What is wrong?"
      help="The managers of the project see it. You keep the task and can go on."
      reasons={CATEGORIES}
      noteLabel="What should they know?"
      longestNote={2000}
      act="Flag"
      onAct={(category, note) => onFlag({ category, note })}
    />
  );
}
