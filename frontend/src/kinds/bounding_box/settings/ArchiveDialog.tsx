import { ConfirmDialog } from "@/ui/ConfirmDialog";

import type { Usage } from "../../defineKind";
import type { Label } from "../types";
import { sayUsage } from "./editing";

interface ArchiveDialogProps {
  label: Label;
  usage: Usage;
  onArchive: () => void;
  onClose: () => void;
}

export function ArchiveDialog({ label, usage, onArchive, onClose }: ArchiveDialogProps) {
  return (
    <ConfirmDialog opened title={`Archive “${label.title}”?`} action="Archive" onConfirm={onArchive} onClose={onClose}>
      {sayUsage(usage, label.key) || "Its boxes"} keep this label and stay in figures and exports. Nobody can draw it
      any more. You can bring it back later.
    </ConfirmDialog>
  );
}
