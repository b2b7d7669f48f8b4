import { Textarea, TextInput } from "@mantine/core";

import type { ProjectDraft } from "./draft";

interface BasicFieldsProps {
  draft: ProjectDraft;
  onChange: (change: Partial<ProjectDraft>) => void;
  errors: Record<string, string>;
}

export function BasicFields({ draft, onChange, errors }: BasicFieldsProps) {
  return (
    <>
      <TextInput
        label="Title"
        required
        maxLength={200}
        value={draft.title}
        error={errors.title}
        onChange={(event) => {
          onChange({ title: event.currentTarget.value });
        }}
      />
      <Textarea
        label="Description"
        description="One or two sentences that annotators see on their home page."
        maxLength={500}
        autosize
        minRows={2}
        value={draft.description}
        error={errors.description}
        onChange={(event) => {
          onChange({ description: event.currentTarget.value });
        }}
      />
    </>
  );
}
