import { Group, Radio, Stack, TextInput } from "@mantine/core";

import type { NewImport } from "@/api/data";

export type Use = Pick<NewImport, "verdicts" | "annotator" | "model" | "version">;
type Way = NonNullable<Use["verdicts"]>;

const WAYS: { value: Way; label: string; help: string }[] = [
  {
    value: "suggestions",
    label: "Suggestions of a model",
    help: "Annotators see them and accept, change or reject each. The model's name is kept, and hidden from them.",
  },
  { value: "annotations", label: "Answers of people", help: "They count as answers, marked as imported." },
  { value: "gold", label: "Gold", help: "Known to be right, and hidden. Annotators never see it." },
  { value: "ignore", label: "Leave them out", help: "Only the tasks come in." },
];

interface UseOfAnswersProps {
  use: Use;
  /** Whether the file leaves open whose the answers are. */
  nameless: boolean;
  errors: Record<string, string>;
  onChange: (use: Use) => void;
}

/** What the answers in a file are, which no file says of itself. */
export function UseOfAnswers({ use, nameless, errors, onChange }: UseOfAnswersProps) {
  const field = (name: "annotator" | "model" | "version", label: string, description: string, maxLength: number) => (
    <TextInput
      label={label}
      description={description}
      maxLength={maxLength}
      value={use[name] ?? ""}
      error={errors[name]}
      w={260}
      onChange={(event) => {
        onChange({ ...use, [name]: event.currentTarget.value });
      }}
    />
  );
  return (
    <Stack gap="md">
      <Radio.Group
        label="What are the answers in this file?"
        value={use.verdicts}
        error={errors.verdicts}
        onChange={(way) => {
          onChange({ ...use, verdicts: way as Way });
        }}
      >
        <Stack gap="xs" mt="xs">
          {WAYS.map(({ value, label, help }) => (
            <Radio key={value} value={value} label={label} description={help} />
          ))}
        </Stack>
      </Radio.Group>
      {nameless &&
        use.verdicts === "annotations" &&
        field("annotator", "Whose answers", "A name for who gave them", 80)}
      {nameless && use.verdicts === "suggestions" && (
        <Group align="flex-start">
          {field("model", "Model", "Its name; by default that of the file", 120)}
          {field("version", "Version", "A hash or number; by default the file's checksum", 64)}
        </Group>
      )}
    </Stack>
  );
}
