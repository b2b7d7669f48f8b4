import { NumberInput, Textarea } from "@mantine/core";

import type { Criterion } from "@/api/types";
import { choicesOf, type Scalar, type Value, valueProblem } from "@/lib/scales";
import { Markdown } from "@/ui/Markdown";

import { useDesk } from "../desk";
import { type Choice, Choices } from "./Choices";
import { Field } from "./Panel";
import styles from "./panels.module.css";

interface CriterionFieldProps {
  criterion: Criterion;
  value: Value | undefined;
  path: string;
  /** Null: what was said is taken back. */
  onValue: (value: Value | null) => void;
}

type Missing = "cannot_assess" | "not_applicable";

const ASIDES: Choice<Missing>[] = [
  { value: "cannot_assess", label: "Cannot assess", aside: true },
  { value: "not_applicable", label: "Not applicable", aside: true },
];

/** A criterion of the rubric with its scale, the meanings of its anchors, and the two answers beside the scale. */
export function CriterionField({ criterion, value, path, onValue }: CriterionFieldProps) {
  const { disabled } = useDesk();
  const { title, guidance, scale, required } = criterion;
  const offScale = value && valueProblem(scale, value);
  return (
    <Field title={title} path={path} aside={!required && <span className={styles.quiet}>optional</span>}>
      {guidance && (
        <div className={styles.guidance}>
          <Markdown>{guidance}</Markdown>
        </div>
      )}
      <OnScale criterion={criterion} value={value} onValue={onValue} />
      <Choices
        label={`${title}, without a value`}
        choices={ASIDES}
        chosen={value && "missing" in value ? value.missing : null}
        disabled={disabled}
        onChoose={(missing) => {
          onValue(missing && { missing });
        }}
      />
      {offScale && <p className={styles.wrong}>{offScale}</p>}
    </Field>
  );
}

function OnScale({ criterion, value, onValue }: Omit<CriterionFieldProps, "path">) {
  const { disabled } = useDesk();
  const choices = choicesOf(criterion.scale);
  const scalar = value && "value" in value ? value.value : undefined;
  const choose = (next: Scalar | null) => {
    onValue(next === null ? null : { value: next });
  };
  if (choices.length > 0) {
    const described = choices.some(({ description }) => description);
    const layout = described ? "stacked" : "row";
    return (
      <Choices
        label={criterion.title}
        choices={choices}
        chosen={scalar}
        disabled={disabled}
        layout={layout}
        onChoose={choose}
      />
    );
  }
  if (criterion.scale.type === "interval") return <NumberValue {...{ criterion, scalar, disabled, choose }} />;
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
        choose(event.currentTarget.value || null);
      }}
    />
  );
}

interface NumberValueProps {
  criterion: Criterion;
  scalar: Scalar | undefined;
  disabled: boolean;
  choose: (scalar: Scalar | null) => void;
}

function NumberValue({ criterion, scalar, disabled, choose }: NumberValueProps) {
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
        choose(next === "" ? null : Number(next));
      }}
    />
  );
}
