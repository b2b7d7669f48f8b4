import { Button, Group, Stack } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useBlocker } from "@tanstack/react-router";
import { useState } from "react";

import { fieldsOf, sayError } from "@/api/errors";
import { changeProject, kindsQuery, usageQuery, useRefreshProject } from "@/api/projects";
import { useProject } from "@/api/useProject";
import { fieldsUnder } from "@/lib/fields";
import { toast } from "@/lib/toasts";
import { Problem } from "@/ui/Problem";
import { Section } from "@/ui/Section";
import { Waiting } from "@/ui/Waiting";

import { BasicFields } from "./BasicFields";
import { changes, draftOf, type ProjectDraft } from "./draft";
import { KindSettings } from "./KindSettings";
import styles from "./SettingsPage.module.css";
import { WorkFields } from "./WorkFields";

export function SettingsPage() {
  const project = useProject();
  const kind = useQuery(kindsQuery()).data?.find(({ name }) => name === project.kind);
  const refresh = useRefreshProject(project.id);
  const usage = useQuery(usageQuery(project.id)).data;
  const [draft, setDraft] = useState<ProjectDraft>(() => draftOf(project));
  const changed = changes(draftOf(project), draft);
  const dirty = Object.keys(changed).length > 0;
  const save = useMutation({
    mutationFn: () => changeProject(project.id, changed),
    meta: { showsItsErrors: true },
    onSuccess: async (saved) => {
      setDraft(draftOf(saved));
      await refresh();
      toast({ tone: "good", message: "The settings are saved." });
    },
  });
  useBlocker({
    shouldBlockFn: () => dirty && !window.confirm("Leave without saving the settings?"),
    enableBeforeUnload: dirty,
  });
  const errors = fieldsOf(save.error);
  const change = (part: Partial<ProjectDraft>) => {
    setDraft((known) => ({ ...known, ...part }));
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="lg">
        <Section title="Project">
          <Stack maw={640}>
            <BasicFields draft={draft} onChange={change} errors={errors} />
          </Stack>
        </Section>
        <Section
          title="Question"
          help={project.progress.answers > 0 && "People have answered already: what answers mean can no longer change."}
        >
          {kind ? (
            <KindSettings
              kind={kind}
              settings={draft.settings}
              usage={usage}
              errors={fieldsUnder(errors, "settings")}
              onChange={(settings) => {
                change({ settings });
              }}
            />
          ) : (
            <Waiting />
          )}
        </Section>
        <Section title="Work">
          <WorkFields draft={draft} onChange={change} errors={errors} />
        </Section>
        {(dirty || save.isError) && (
          <div className={styles.bar}>
            {save.isError && <Problem>{sayError(save.error)}</Problem>}
            <Group justify="flex-end">
              <Button
                variant="default"
                onClick={() => {
                  setDraft(draftOf(project));
                  save.reset();
                }}
              >
                Undo changes
              </Button>
              <Button type="submit" disabled={!dirty} loading={save.isPending}>
                Save
              </Button>
            </Group>
          </div>
        )}
      </Stack>
    </form>
  );
}
