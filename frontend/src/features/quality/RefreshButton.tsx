import { Button } from "@mantine/core";
import { useMemo } from "react";

import type { Command } from "@/lib/commands";
import { useCommands } from "@/ui/CommandProvider";
import { Icon } from "@/ui/Icon";

interface RefreshButtonProps {
  computing: boolean;
  onRefresh: () => void;
}

export function RefreshButton({ computing, onRefresh }: RefreshButtonProps) {
  const commands = useMemo<Command[]>(
    () => [
      {
        id: "quality.refresh",
        label: "Compute reliability anew",
        shortcut: "shift+r",
        group: "Quality",
        disabled: computing,
        run: onRefresh,
      },
    ],
    [computing, onRefresh],
  );
  useCommands(commands);
  return (
    <Button variant="default" loading={computing} leftSection={<Icon name="refresh" size={16} />} onClick={onRefresh}>
      Refresh
    </Button>
  );
}
