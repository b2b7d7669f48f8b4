import { Link, Outlet } from "@tanstack/react-router";
import { useNavigate } from "@tanstack/react-router";
import { Suspense, useMemo } from "react";

import { useCanManage, useProject } from "@/api/useProject";
import type { Command } from "@/lib/commands";
import { useCommands } from "@/ui/CommandProvider";
import { DemoBadge } from "@/ui/DemoBadge";
import { ButtonLink, TextLink } from "@/ui/links";
import { Page } from "@/ui/Page";
import { StatusBadge } from "@/ui/StatusBadge";
import { Waiting } from "@/ui/Waiting";

import styles from "./ProjectLayout.module.css";

const TABS = [
  { to: "/projects/$projectId", label: "Overview", who: "everyone", shortcut: "o" },
  { to: "/projects/$projectId/my-answers", label: "My answers", who: "annotator", shortcut: "m" },
  { to: "/projects/$projectId/tasks", label: "Tasks", who: "manager", shortcut: "t" },
  { to: "/projects/$projectId/guidelines", label: "Guidelines", who: "everyone", shortcut: "g" },
  { to: "/projects/$projectId/rubric", label: "Rubric", who: "everyone", shortcut: "r" },
  { to: "/projects/$projectId/quality", label: "Quality", who: "manager", shortcut: "q" },
  { to: "/projects/$projectId/imports", label: "Imports", who: "manager", shortcut: "i" },
  { to: "/projects/$projectId/exports", label: "Exports", who: "manager", shortcut: "e" },
  { to: "/projects/$projectId/people", label: "People", who: "manager", shortcut: "p" },
  { to: "/projects/$projectId/settings", label: "Settings", who: "manager", shortcut: "s" },
] as const;

/** The head of every page of a project: what it is, its state, its tabs. */
export function ProjectLayout() {
  const project = useProject();
  const tabs = useTabs();
  const params = { projectId: project.id };
  const mayLabel = project.roles.includes("annotator") && project.status === "active";
  return (
    <Page
      title={project.title}
      above={
        <nav aria-label="Breadcrumbs" className={styles.above}>
          <TextLink to="/projects">Projects</TextLink>
        </nav>
      }
      badge={
        <>
          <StatusBadge status={project.status} />
          {project.is_demo && <DemoBadge />}
        </>
      }
      actions={
        mayLabel && (
          <ButtonLink to="/projects/$projectId/label" params={params}>
            Label
          </ButtonLink>
        )
      }
      below={
        <nav aria-label="Project" className={styles.tabs}>
          {tabs.map((tab) => (
            <Link
              key={tab.to}
              to={tab.to}
              params={params}
              className={styles.tab}
              activeOptions={{ exact: tab.label === "Overview", includeSearch: false }}
            >
              {tab.label}
            </Link>
          ))}
        </nav>
      }
    >
      <Suspense fallback={<Waiting />}>
        <Outlet />
      </Suspense>
    </Page>
  );
}

function useTabs() {
  const project = useProject();
  const canManage = useCanManage(project);
  const navigate = useNavigate();
  const annotates = project.roles.includes("annotator");
  const { id, status } = project;
  const tabs = useMemo(
    () => TABS.filter(({ who }) => who === "everyone" || (who === "manager" ? canManage : annotates)),
    [canManage, annotates],
  );
  const commands = useMemo<Command[]>(
    () => [
      ...tabs.map((tab) => ({
        id: `project.${tab.label}`,
        label: tab.label,
        shortcut: `p ${tab.shortcut}`,
        group: "This project",
        run: () => void navigate({ to: tab.to, params: { projectId: id } }),
      })),
      {
        id: "project.label",
        label: "Label",
        shortcut: "p l",
        group: "This project",
        disabled: !annotates || status !== "active",
        run: () => void navigate({ to: "/projects/$projectId/label", params: { projectId: id } }),
      },
    ],
    [tabs, navigate, id, annotates, status],
  );
  useCommands(commands);
  return tabs;
}
