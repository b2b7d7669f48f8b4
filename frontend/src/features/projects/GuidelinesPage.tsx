import { Button, SimpleGrid, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useBlocker } from "@tanstack/react-router";
import { useState } from "react";

import { changeProject, useRefreshProject } from "@/api/projects";
import type { Project } from "@/api/types";
import { useCanManage, useProject } from "@/api/useProject";
import { toast } from "@/lib/toasts";
import { EmptyState } from "@/ui/EmptyState";
import { Icon } from "@/ui/Icon";
import { Markdown } from "@/ui/Markdown";
import { Section } from "@/ui/Section";

import styles from "./GuidelinesPage.module.css";

/** What annotators read before and while they work. */
export function GuidelinesPage() {
  const project = useProject();
  const canManage = useCanManage(project);
  const [editing, setEditing] = useState(false);
  const close = () => {
    setEditing(false);
  };
  if (editing) return <Editor project={project} onClose={close} />;
  const edit = canManage && (
    <Button
      variant="default"
      leftSection={<Icon name="edit" size={16} />}
      onClick={() => {
        setEditing(true);
      }}
    >
      {project.guidelines ? "Edit" : "Write guidelines"}
    </Button>
  );
  if (!project.guidelines) {
    return (
      <Section>
        <EmptyState icon="file" title="No guidelines yet" action={edit}>
          {canManage
            ? "Say what a good answer looks like, with two or three examples and the cases that are hard."
            : "A manager of the project has not written any."}
        </EmptyState>
      </Section>
    );
  }
  return (
    <Section title="Guidelines" actions={edit}>
      <div className={styles.text}>
        <Markdown>{project.guidelines}</Markdown>
      </div>
    </Section>
  );
}

function Editor({ project, onClose }: { project: Project; onClose: () => void }) {
  const [text, setText] = useState(project.guidelines);
  const refresh = useRefreshProject(project.id);
  const save = useMutation({
    mutationFn: () => changeProject(project.id, { guidelines: text }),
    onSuccess: async () => {
      await refresh();
      toast({ tone: "good", message: "The guidelines are saved." });
      onClose();
    },
  });
  const unsaved = text !== project.guidelines && !save.isPending && !save.isSuccess;
  useBlocker({
    shouldBlockFn: () => unsaved && !window.confirm("Leave without saving the guidelines?"),
    enableBeforeUnload: unsaved,
  });
  return (
    <Section
      title="Guidelines"
      help="Markdown, with code and LaTeX. Annotators see a change at once."
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            loading={save.isPending}
            onClick={() => {
              save.mutate();
            }}
          >
            Save
          </Button>
        </>
      }
    >
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Textarea
          label="Text"
          autosize
          autoFocus
          minRows={20}
          value={text}
          classNames={{ input: styles.source }}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
        />
        <div>
          <div className={styles.previewTitle}>Preview</div>
          <div className={styles.preview}>
            <Markdown>{text}</Markdown>
          </div>
        </div>
      </SimpleGrid>
    </Section>
  );
}
