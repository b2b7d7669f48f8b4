import { NumberInput, Textarea } from "@mantine/core";

import type { Criterion } from "@/api/types";
import { choicesOf, type Scalar, type Value, valueProblem } from "@/lib/scales";
import { Markdown } from "@/ui/Markdown";

import { useStage } from "../stage";
import { type Choice, Choices } from "./Choices";
import { Panel } from "./Panel";
import styles from "./panels.module.css";

const ASIDES: Choice[] = [
  { value: "cannot_assess", label: "Cannot assess", aside: true },
  { value: "not_applicable", label: "Not applicable", aside: true },
];

/** What is judged of the image as a whole. */
export function CriteriaPanel() {
  const { context } = useStage();
  return context.criteria.map((criterion) => <CriterionPanel key={criterion.key} criterion={criterion} />);
}

function CriterionPanel({ criterion }: { criterion: Criterion }) {
  const { act, answer, disabled, problems } = useStage();
  const { key, title, guidance, scale, required } = criterion;
  const value = answer.criteria[key];
  const problem = problems[`criteria.${key}`] ?? (value && valueProblem(scale, value));
  const change = (next: Value | null) => {
    act({ type: "criterion", key, value: next });
  };
  return (
    <Panel title={title} path={`criteria.${key}`} aside={!required && <span className={styles.quiet}>optional</span>}>
      {guidance && (
        <div className={styles.guidance}>
          <Markdown>{guidance}</Markdown>
        </div>
      )}
      <OnScale criterion={criterion} value={value} disabled={disabled} onChange={change} />
      <Choices
        label={`${title}, without a value`}
        choices={ASIDES}
        scalar={value && "missing" in value ? value.missing : undefined}
        disabled={disabled}
        onScalar={(missing) => {
          change(missing === null ? null : ({ missing } as Value));
        }}
      />
      {problem && <p className={styles.wrong}>{startingLarge(problem.replace(`${title}: `, ""))}</p>}
    </Panel>
  );
}

function startingLarge(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

interface OnScaleProps {
  criterion: Criterion;
  value: Value | undefined;
  disabled: boolean;
  onChange: (value: Value | null) => void;
}

function OnScale({ criterion, value, disabled, onChange }: OnScaleProps) {
  const choices = choicesOf(criterion.scale);
  const scalar = value && "value" in value ? value.value : undefined;
  const onScalar = (next: Scalar | null) => {
    onChange(next === null ? null : { value: next });
  };
  if (choices.length > 0) {
    const described = choices.some(({ description }) => description);
    return <Choices label={criterion.title} stacked={described} {...{ choices, scalar, disabled, onScalar }} />;
  }
  if (criterion.scale.type === "interval") return <NumberValue {...{ criterion, scalar, disabled, onScalar }} />;
  return (
    <Textarea
      size="xs"
      aria-label={criterion.title}
      rows={2}
      resize="vertical"
      maxLength={10_000}
      value={scalar === undefined ? "" : String(scalar)}
      disabled={disabled}
      onChange={(event) => {
        onScalar(event.currentTarget.value || null);
      }}
    />
  );
}

interface NumberValueProps {
  criterion: Criterion;
  scalar: Scalar | undefined;
  disabled: boolean;
  onScalar: (scalar: Scalar | null) => void;
}

function NumberValue({ criterion, scalar, disabled, onScalar }: NumberValueProps) {
  const { min, max, step } = criterion.scale;
  return (
    <NumberInput
      size="xs"
      aria-label={criterion.title}
      placeholder={`${String(min ?? "")} to ${String(max ?? "")}`}
      min={min}
      max={max}
      step={step ?? 1}
      clampBehavior="none"
      value={scalar === undefined ? "" : Number(scalar)}
      disabled={disabled}
      onChange={(next) => {
        onScalar(next === "" ? null : Number(next));
      }}
    />
  );
}
