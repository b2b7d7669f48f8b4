import { Button, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { rubricsQuery } from "@/api/projects";
import type { Rubric } from "@/api/types";
import { useCanManage, useProject } from "@/api/useProject";
import { moment } from "@/lib/format";
import { EmptyState } from "@/ui/EmptyState";
import { Icon } from "@/ui/Icon";
import { Section } from "@/ui/Section";

import { CriterionCard } from "./CriterionCard";
import { RubricEditor } from "./RubricEditor";
import styles from "./RubricPage.module.css";

/** The criteria people judge by: the current version, older ones, and the next to write. */
export function RubricPage() {
  const project = useProject();
  const canManage = useCanManage(project);
  const versions = useQuery(rubricsQuery(project.id)).data ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const [editing, setEditing] = useState(false);
  const shown = versions.find((version) => version.id === chosen) ?? project.rubric;

  if (editing) {
    return (
      <RubricEditor
        project={project}
        start={shown?.criteria ?? []}
        onClose={() => {
          setEditing(false);
          setChosen(null);
        }}
      />
    );
  }
  const edit = canManage && (
    <Button
      variant={shown ? "default" : "filled"}
      leftSection={<Icon name="edit" size={16} />}
      onClick={() => {
        setEditing(true);
      }}
    >
      {shown ? "Write next version" : "Write the rubric"}
    </Button>
  );
  if (!shown) {
    return (
      <Section>
        <EmptyState icon="file" title="No rubric yet" action={edit}>
          A rubric says what people judge and on which scales. Once published, a version never changes.
        </EmptyState>
      </Section>
    );
  }
  return (
    <Section
      title={`Version ${String(shown.version)}`}
      help={<Facts rubric={shown} current={shown.id === project.rubric?.id} />}
      actions={
        <>
          {versions.length > 1 && <VersionSelect versions={versions} value={shown.id} onChange={setChosen} />}
          {edit}
        </>
      }
    >
      {shown.criteria.length === 0 ? (
        <EmptyState title="No criteria">This version asks the question alone.</EmptyState>
      ) : (
        <div className={styles.list}>
          {shown.criteria.map((criterion) => (
            <CriterionCard key={criterion.key} criterion={criterion} kind={project.kind} />
          ))}
        </div>
      )}
    </Section>
  );
}

function Facts({ rubric, current }: { rubric: Rubric; current: boolean }) {
  return (
    <>
      {current ? "In use" : "No longer in use"} · published {moment(rubric.published_at)} · sha256{" "}
      <code className={styles.hash} title={rubric.sha256}>
        {rubric.sha256.slice(0, 12)}
      </code>
    </>
  );
}

interface VersionSelectProps {
  versions: Rubric[];
  value: string;
  onChange: (id: string | null) => void;
}

function VersionSelect({ versions, value, onChange }: VersionSelectProps) {
  return (
    <Select
      aria-label="Version shown"
      w={150}
      allowDeselect={false}
      data={versions.map((version) => ({ value: version.id, label: `Version ${String(version.version)}` }))}
      value={value}
      onChange={onChange}
    />
  );
}
