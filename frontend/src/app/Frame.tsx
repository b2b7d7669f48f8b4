import { useMantineColorScheme } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Outlet, useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";

import { signOut } from "@/api/auth";
import { forgetMe, meQuery } from "@/api/people";
import type { Command } from "@/lib/commands";
import { CommandPalette } from "@/ui/CommandPalette";
import { useCommands } from "@/ui/CommandProvider";
import { ShortcutList } from "@/ui/ShortcutList";

import { type FrameActions,FrameContext } from "./frameContext";

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

function useGlobalCommands(actions: FrameActions): readonly Command[] {
  const me = useQuery({ ...meQuery(), enabled: false }).data;
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const navigate = useNavigate();
  const isAdmin = me?.is_admin ?? false;
  const signedIn = Boolean(me);
  return useMemo(() => {
    const go = (id: string, label: string, to: "/" | "/projects" | "/account" | "/people", shortcut?: string): Command => ({
      id, label, shortcut, group: "Go to", disabled: !signedIn, run: () => void navigate({ to }),
    });
    const look = (scheme: "light" | "dark" | "auto", label: string): Command => ({
      id: `theme.${scheme}`, label, group: "Appearance", disabled: colorScheme === scheme,
      run: () => {
        setColorScheme(scheme);
      },
    });
    return [
      { id: "palette", label: "Search commands", shortcut: "mod+k", group: "Everywhere", inFields: true, hidden: true, run: actions.openPalette },
      { id: "shortcuts", label: "Keyboard shortcuts", shortcut: "?", group: "Everywhere", run: actions.openShortcuts },
      go("home", "Home", "/", "g h"),
      go("projects", "Projects", "/projects", "g p"),
      go("account", "My account", "/account", "g a"),
      ...(isAdmin ? [go("people", "People", "/people", "g u")] : []),
      look("light", "Light theme"),
      look("dark", "Dark theme"),
      look("auto", "Theme of the system"),
      { id: "sign-out", label: "Sign out", group: "Everywhere", disabled: !signedIn, run: () => void actions.signOut() },
    ];
  }, [actions, colorScheme, isAdmin, navigate, setColorScheme, signedIn]);
}
