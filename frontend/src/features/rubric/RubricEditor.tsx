import { Button, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useBlocker } from "@tanstack/react-router";
import { useState } from "react";

import { fieldsOf, sayError } from "@/api/errors";
import { publishRubric, useRefreshProject } from "@/api/projects";
import type { Criterion, Project } from "@/api/types";
import { useKind } from "@/kinds";
import { fieldsUnder } from "@/lib/fields";
import { toast } from "@/lib/toasts";
import { EmptyState } from "@/ui/EmptyState";
import { Icon } from "@/ui/Icon";
import { Problem } from "@/ui/Problem";
import { Section } from "@/ui/Section";

import { CriterionForm } from "./CriterionForm";
import { moved, newCriterion } from "./editing";

interface RubricEditorProps {
  project: Project;
  start: Criterion[];
  onClose: () => void;
}

/** Keeps a number for each row, so that React follows a row when it moves or its key changes. */
interface Row {
  id: number;
  criterion: Criterion;
  isNew: boolean;
}

const toRows = (criteria: Criterion[]): Row[] => criteria.map((criterion, id) => ({ id, criterion, isNew: false }));

/** Writes the next version of the rubric. */
export function RubricEditor({ project, start, onClose }: RubricEditorProps) {
  const targets = useKind(project.kind)?.criterionTargets ?? [];
  const [rows, setRows] = useState(() => toRows(start));
  const criteria = rows.map((row) => row.criterion);
  const publish = usePublish(project, onClose);
  const unsaved = JSON.stringify(criteria) !== JSON.stringify(start) && !publish.isPending && !publish.isSuccess;
  useBlocker({
    shouldBlockFn: () => unsaved && !window.confirm("Leave without publishing the rubric?"),
    enableBeforeUnload: unsaved,
  });
  const errors = fieldsOf(publish.error);
  const keys = criteria.map(({ key }) => key);

  function handleAdd() {
    const id = Math.max(-1, ...rows.map((row) => row.id)) + 1;
    setRows([...rows, { id, isNew: true, criterion: newCriterion(keys, targets[0]?.value ?? "response") }]);
  }

  return (
    <Section
      title="Next version"
      help="Annotators get it as soon as it is published. Answers keep the version under which they were given."
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            loading={publish.isPending}
            onClick={() => {
              publish.mutate(criteria);
            }}
          >
            Publish
          </Button>
        </>
      }
    >
      <Stack>
        {publish.isError && <Problem>{sayError(publish.error)}</Problem>}
        {rows.length === 0 && (
          <EmptyState title="No criteria yet">Without criteria, people answer the question alone.</EmptyState>
        )}
        {rows.map((row, index) => (
          <CriterionForm
            key={row.id}
            place={index}
            last={index === rows.length - 1}
            criterion={row.criterion}
            isNew={row.isNew}
            takenKeys={keys.toSpliced(index, 1)}
            targets={targets}
            errors={fieldsUnder(errors, `criteria.${String(index)}`)}
            onChange={(criterion) => {
              setRows(rows.with(index, { ...row, criterion }));
            }}
            onMove={(step) => {
              setRows(moved(rows, index, step));
            }}
            onRemove={() => {
              setRows(rows.toSpliced(index, 1));
            }}
          />
        ))}
        <div>
          <Button variant="light" leftSection={<Icon name="plus" size={16} />} onClick={handleAdd}>
            Add criterion
          </Button>
        </div>
      </Stack>
    </Section>
  );
}

function usePublish(project: Project, onDone: () => void) {
  const refresh = useRefreshProject(project.id);
  return useMutation({
    mutationFn: (criteria: Criterion[]) => publishRubric(project.id, criteria),
    meta: { showsItsErrors: true },
    onSuccess: async (rubric) => {
      const same = rubric.id === project.rubric?.id;
      const version = String(rubric.version);
      toast({
        tone: same ? "info" : "good",
        message: same ? `Nothing differs from version ${version}.` : `Version ${version} is published.`,
      });
      await refresh();
      onDone();
    },
  });
}
