import { Group, Radio, Stack, Text, TextInput } from "@mantine/core";

import type { NewImport } from "@/api/data";
import type { KindInfo, Project, Upload } from "@/api/types";
import { TextLink } from "@/ui/links";

export type Use = Pick<NewImport, "verdicts" | "annotator" | "model" | "version">;
type Way = NonNullable<Use["verdicts"]>;

/** Where the screen of the kind has no place for suggestions yet. */
const KEPT = "Kept beside the tasks with the model's name. Annotators of this kind of project are not shown them.";

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

/** Answers of people belong to a version of the rubric, and this project has none. */
export const isMissingRubric = (project: Project, { verdicts }: Use) =>
  verdicts === "annotations" && project.rubric === null;

interface UseOfAnswersProps {
  project: Project;
  kind: KindInfo;
  file: Upload;
  use: Use;
  /** Whether the file leaves open whose the answers are. */
  nameless: boolean;
  errors: Record<string, string>;
  onChange: (use: Use) => void;
}

/** What the answers in a file are, which no file says of itself. */
export function UseOfAnswers(props: UseOfAnswersProps) {
  const { project, kind, use, nameless, errors, onChange } = props;
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
            <Radio
              key={value}
              value={value}
              label={label}
              description={value === "suggestions" && !kind.shows_suggestions ? KEPT : help}
            />
          ))}
        </Stack>
      </Radio.Group>
      {isMissingRubric(project, use) && <RubricFirst project={project} />}
      {nameless && <Names {...props} />}
    </Stack>
  );
}

function RubricFirst({ project }: { project: Project }) {
  return (
    <Text size="sm" role="status">
      Answers belong to a version of the rubric, and this project has none.{" "}
      <TextLink to="/projects/$projectId/rubric" params={{ projectId: project.id }}>
        Publish a rubric
      </TextLink>{" "}
      first; it can be empty. Then choose the file again.
    </Text>
  );
}

/** Whose the answers are, where the file leaves that open. */
function Names({ file, use, errors, onChange }: UseOfAnswersProps) {
  const field = (name: "annotator" | "model" | "version") => ({
    maxLength: LONGEST[name],
    value: use[name] ?? "",
    error: errors[name],
    w: 260,
    onChange: (event: { currentTarget: HTMLInputElement }) => {
      onChange({ ...use, [name]: event.currentTarget.value });
    },
  });
  if (use.verdicts === "annotations")
    return <TextInput label="Whose answers" description="A name for who gave them." {...field("annotator")} />;
  if (use.verdicts !== "suggestions") return null;
  return (
    <Group align="flex-start">
      <TextInput label="Model" description="Its name." placeholder={file.name} {...field("model")} />
      <TextInput
        label="Version"
        description="A hash or number."
        placeholder="the file's checksum"
        {...field("version")}
      />
    </Group>
  );
}

const LONGEST = { annotator: 80, model: 120, version: 64 };
