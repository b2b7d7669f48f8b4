import { useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";

import { meQuery } from "@/api/people";
import { projectsQuery } from "@/api/projects";
import type { Project } from "@/api/types";
import type { Command } from "@/lib/commands";

import type { FrameActions } from "./frameContext";

const PAGES = [
  { id: "home", label: "Home", to: "/", shortcut: "g h", adminsOnly: false },
  { id: "projects", label: "Projects", to: "/projects", shortcut: "g p", adminsOnly: false },
  { id: "account", label: "My account", to: "/account", shortcut: "g a", adminsOnly: false },
  { id: "people", label: "People", to: "/people", shortcut: "g u", adminsOnly: true },
] as const;

const SCHEMES = [
  { scheme: "light", label: "Light theme" },
  { scheme: "dark", label: "Dark theme" },
  { scheme: "auto", label: "Theme of the system" },
] as const;

/** The commands that work on every page. */
export function useGlobalCommands(actions: FrameActions): readonly Command[] {
  const me = useQuery({ ...meQuery(), enabled: false }).data ?? null;
  const places = usePlaces(me?.is_admin ?? null);
  const appearance = useAppearance();
  return useMemo(() => {
    const signedIn = me !== null;
    const everywhere: Command[] = [
      command("palette", "Search commands", actions.openPalette, { shortcut: "mod+k", inFields: true, hidden: true }),
      command("shortcuts", "Keyboard shortcuts", actions.openShortcuts, { shortcut: "?" }),
      command("sign-out", "Sign out", () => void actions.signOut(), { disabled: !signedIn }),
    ];
    return signedIn ? [...places, ...appearance, ...everywhere] : [...appearance, ...everywhere];
  }, [actions, appearance, me, places]);
}

function command(id: string, label: string, run: () => void, more: Partial<Command>): Command {
  return { id, label, run, group: "Everywhere", ...more };
}

/** Pages and my projects. `isAdmin` is null while nobody is signed in. */
function usePlaces(isAdmin: boolean | null): Command[] {
  const navigate = useNavigate();
  const projects = useQuery({ ...projectsQuery(), enabled: isAdmin !== null }).data;
  return useMemo(() => {
    const pages = PAGES.filter((page) => isAdmin === true || !page.adminsOnly).map(({ id, label, to, shortcut }) => ({
      ...{ id, label, shortcut, group: "Go to" },
      run: () => void navigate({ to }),
    }));
    const open = (project: Project): Command => ({
      ...{ id: `project.${project.id}`, label: project.title, group: "Project" },
      run: () => void navigate({ to: "/projects/$projectId", params: { projectId: project.id } }),
    });
    return [...pages, ...(projects ?? []).map(open)];
  }, [isAdmin, navigate, projects]);
}

function useAppearance(): Command[] {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return useMemo(
    () =>
      SCHEMES.map(({ scheme, label }) => ({
        ...{ id: `theme.${scheme}`, label, group: "Appearance", disabled: colorScheme === scheme },
        run: () => {
          setColorScheme(scheme);
        },
      })),
    [colorScheme, setColorScheme],
  );
}
