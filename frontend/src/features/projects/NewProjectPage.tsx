import { Button, Group, Radio, Stack, Stepper } from "@mantine/core";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type SyntheticEvent, useState } from "react";

import { fieldsOf, sayError } from "@/api/errors";
import { createProject, kindsQuery } from "@/api/projects";
import type { KindInfo } from "@/api/types";
import { fieldsUnder } from "@/lib/fields";
import { TextLink } from "@/ui/links";
import { Page } from "@/ui/Page";
import { Problem } from "@/ui/Problem";
import { Section } from "@/ui/Section";

import { BasicFields } from "./BasicFields";
import { emptyDraft, type ProjectDraft } from "./draft";
import { KindSettings } from "./KindSettings";
import { WorkFields } from "./WorkFields";

const LAST_STEP = 2;

/** Which step holds the field that the server refused. */
function stepOf(fields: Record<string, string>): number | null {
  const paths = Object.keys(fields);
  if (paths.some((path) => ["title", "description", "kind"].includes(path))) return 0;
  if (paths.some((path) => path.startsWith("settings"))) return 1;
  return null;
}

export function NewProjectPage() {
  const kinds = useSuspenseQuery(kindsQuery()).data;
  const navigate = useNavigate();
  const [step, setStep] = useState(0);
  const [kind, setKind] = useState<KindInfo | undefined>(kinds[0]);
  const [draft, setDraft] = useState<ProjectDraft>(() => emptyDraft(kinds[0]));
  const change = (part: Partial<ProjectDraft>) => {
    setDraft((known) => ({ ...known, ...part }));
  };
  const create = useMutation({
    mutationFn: () => createProject({ kind: kind?.name ?? "", ...draft }),
    meta: { showsItsErrors: true },
    onError: (error) => {
      setStep(stepOf(fieldsOf(error)) ?? step);
    },
    onSuccess: (project) => navigate({ to: "/projects/$projectId", params: { projectId: project.id } }),
  });
  const errors = fieldsOf(create.error);

  function handleSubmit(event: SyntheticEvent) {
    event.preventDefault();
    if (step < LAST_STEP) setStep(step + 1);
    else create.mutate();
  }

  return (
    <Page title="New project" narrow above={<TextLink to="/projects">Projects</TextLink>}>
      <form onSubmit={handleSubmit}>
        <Stack>
          <Stepper active={step} onStepClick={setStep} size="sm" allowNextStepsSelect={false}>
            <Stepper.Step label="Kind and title" />
            <Stepper.Step label="Question" />
            <Stepper.Step label="Work" />
          </Stepper>
          {create.isError && <Problem>{sayError(create.error)}</Problem>}
          <Section>
            {step === 0 && (
              <Stack>
                <KindChoice
                  kinds={kinds}
                  value={kind}
                  onChange={(next) => {
                    setKind(next);
                    change({ settings: next.default_settings });
                  }}
                />
                <BasicFields draft={draft} onChange={change} errors={errors} />
              </Stack>
            )}
            {step === 1 && kind && (
              <KindSettings
                kind={kind}
                settings={draft.settings}
                onChange={(settings) => {
                  change({ settings });
                }}
                errors={fieldsUnder(errors, "settings")}
              />
            )}
            {step === LAST_STEP && <WorkFields draft={draft} onChange={change} errors={errors} />}
          </Section>
          <Group justify="space-between">
            <Button
              variant="default"
              disabled={step === 0}
              onClick={() => {
                setStep(step - 1);
              }}
            >
              Back
            </Button>
            <Button type="submit" loading={create.isPending}>
              {step < LAST_STEP ? "Next" : "Create project"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Page>
  );
}

interface KindChoiceProps {
  kinds: KindInfo[];
  value: KindInfo | undefined;
  onChange: (kind: KindInfo) => void;
}

function KindChoice({ kinds, value, onChange }: KindChoiceProps) {
  return (
    <Radio.Group
      label="Kind of question"
      value={value?.name ?? null}
      onChange={(name) => {
        const chosen = kinds.find((kind) => kind.name === name);
        if (chosen) onChange(chosen);
      }}
    >
      <Stack gap="xs" mt="xs">
        {kinds.map((kind) => (
          <Radio key={kind.name} value={kind.name} label={kind.title} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
