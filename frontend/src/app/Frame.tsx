import { useQueryClient } from "@tanstack/react-query";
import { Outlet, useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";

import { signOut } from "@/api/auth";
import { forgetMe } from "@/api/people";
import { CommandPalette } from "@/ui/CommandPalette";
import { useCommands } from "@/ui/CommandProvider";
import { ShortcutList } from "@/ui/ShortcutList";

import { type FrameActions, FrameContext } from "./frameContext";
import { useGlobalCommands } from "./useGlobalCommands";

type Overlay = "palette" | "shortcuts" | null;

/** What every page has: the palette, the list of shortcuts, and the commands that work everywhere. */
export function Frame() {
  const [overlay, setOverlay] = useState<Overlay>(null);
  const actions = useFrameActions(setOverlay);
  useCommands(useGlobalCommands(actions));
  const close = () => {
    setOverlay(null);
  };
  return (
    <FrameContext value={actions}>
      <Outlet />
      <CommandPalette opened={overlay === "palette"} onClose={close} />
      <ShortcutList opened={overlay === "shortcuts"} onClose={close} />
    </FrameContext>
  );
}

function useFrameActions(setOverlay: (overlay: Overlay) => void): FrameActions {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMemo(
    () => ({
      openPalette: () => {
        setOverlay("palette");
      },
      openShortcuts: () => {
        setOverlay("shortcuts");
      },
      signOut: async () => {
        await signOut();
        forgetMe();
        client.clear();
        await navigate({ to: "/sign-in", search: {} });
      },
    }),
    [client, navigate, setOverlay],
  );
}
