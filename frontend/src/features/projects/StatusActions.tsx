import { Button, Group } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import { deleteProject, moveProject, projectsQuery, useRefreshProject } from "@/api/projects";
import type { Project, ProjectStatus } from "@/api/types";
import { toast } from "@/lib/toasts";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { Icon } from "@/ui/Icon";
import { Section } from "@/ui/Section";

const SAID: Record<ProjectStatus, string> = {
  draft: "Nobody is given tasks until you start the project.",
  active: "Annotators are given tasks.",
  paused: "Nobody is given tasks. Work that is under way can still be sent.",
  archived: "The project is closed. Its data stays, and can be exported.",
};

type Asked = "archive" | "delete" | null;

/** Start, pause, archive or delete the project. */
export function StatusActions({ project }: { project: Project }) {
  const [asked, setAsked] = useState<Asked>(null);
  const refresh = useRefreshProject(project.id);
  const move = useMutation({
    mutationFn: (status: ProjectStatus) => moveProject(project.id, status),
    onSuccess: async (moved) => {
      toast({ tone: "good", message: `The project is ${moved.status}.` });
      setAsked(null);
      await refresh();
    },
  });
  const remove = useRemove(project.id);
  const { status } = project;
  const to = (next: ProjectStatus) => () => {
    move.mutate(next);
  };
  const ask = (what: Asked) => () => {
    setAsked(what);
  };

  return (
    <Section title="State" help={SAID[status]}>
      <Group gap="xs">
        {status === "active" && (
          <Button
            variant="default"
            loading={move.isPending}
            onClick={to("paused")}
            leftSection={<Icon name="pause" size={16} />}
          >
            Pause
          </Button>
        )}
        {status === "paused" && (
          <Button loading={move.isPending} onClick={to("active")} leftSection={<Icon name="play" size={16} />}>
            Resume
          </Button>
        )}
        {status === "archived" ? (
          <Button variant="default" loading={move.isPending} onClick={to("paused")}>
            Bring back
          </Button>
        ) : (
          <Button variant="default" onClick={ask("archive")} leftSection={<Icon name="archive" size={16} />}>
            Archive
          </Button>
        )}
        {status === "draft" && project.progress.answers === 0 && (
          <Button variant="subtle" color="bad" onClick={ask("delete")}>
            Delete
          </Button>
        )}
      </Group>
      <ConfirmDialog
        opened={asked === "archive"}
        title="Archive this project?"
        action="Archive"
        busy={move.isPending}
        onConfirm={to("archived")}
        onClose={ask(null)}
      >
        Annotators no longer see it. You can bring it back.
      </ConfirmDialog>
      <ConfirmDialog
        opened={asked === "delete"}
        title="Delete this project?"
        action="Delete"
        danger
        busy={remove.isPending}
        onConfirm={remove.mutate}
        onClose={ask(null)}
      >
        Its tasks and rubric are deleted with it. This cannot be undone.
      </ConfirmDialog>
    </Section>
  );
}

function useRemove(id: string) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => deleteProject(id),
    onSuccess: async () => {
      toast({ tone: "good", message: "The project was deleted." });
      await client.invalidateQueries({ queryKey: projectsQuery().queryKey });
      await navigate({ to: "/projects" });
    },
  });
}
