import { Button, NumberInput, Select, Textarea } from "@mantine/core";
import { type ReactNode, useId } from "react";

import type { Scalar } from "@/lib/scales";

import type { Attribute, AttributeValue } from "../types";
import { attributeProblem } from "../values";
import type { Shared } from "./asked";
import { Choices } from "./Choices";
import styles from "./panels.module.css";

interface AttributeFieldProps {
  attribute: Attribute;
  shared: Shared<AttributeValue | undefined>;
  problem?: string;
  disabled: boolean;
  /** Null takes the value away. */
  onChange: (value: AttributeValue | null) => void;
}

/** One question about the selected boxes, answered in the way that the project chose. */
export function AttributeField(props: AttributeFieldProps) {
  const { attribute, shared, problem, disabled, onChange } = props;
  const id = useId();
  const value = shared.mixed ? undefined : shared.value;
  const unsure = value !== undefined && "missing" in value;
  const wrong = problem ?? (value === undefined ? null : attributeProblem(attribute, value));
  return (
    <div
      role="group"
      aria-labelledby={id}
      className={styles.field}
      data-path={`attributes.${attribute.key}`}
      data-problem={wrong !== null}
    >
      <div className={styles.fieldHead}>
        <span id={id} className={styles.fieldTitle}>
          {attribute.title}
          {attribute.required && (
            <span className={styles.required} title="Required">
              {" "}
              *<span className="visually-hidden"> required</span>
            </span>
          )}
        </span>
        {shared.mixed && <span className={styles.quiet}>several values</span>}
        {attribute.not_sure && (
          <NotSure
            on={unsure}
            title={attribute.title}
            disabled={disabled}
            onChange={(on) => {
              onChange(on ? { missing: "not_sure" } : null);
            }}
          />
        )}
      </div>
      <ValueField
        {...props}
        scalar={value && "value" in value ? value.value : undefined}
        onScalar={(scalar) => {
          onChange(scalar === null ? null : { value: scalar });
        }}
      />
      {wrong !== null && <p className={styles.wrong}>{inPlace(wrong, attribute.title)}</p>}
    </div>
  );
}

/** Problems begin with the names of box and attribute when they are read elsewhere; here both are seen. */
function inPlace(problem: string, title: string): string {
  const text = problem.split(`${title}: `).at(-1) ?? problem;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

interface NotSureProps {
  on: boolean;
  title: string;
  disabled: boolean;
  onChange: (on: boolean) => void;
}

function NotSure({ on, title, disabled, onChange }: NotSureProps) {
  return (
    <Button
      size="compact-xs"
      variant={on ? "filled" : "default"}
      aria-pressed={on}
      aria-label={`${title}: not sure`}
      disabled={disabled}
      onClick={() => {
        onChange(!on);
      }}
    >
      Not sure
    </Button>
  );
}

interface ValueFieldProps {
  attribute: Attribute;
  shared: Shared<AttributeValue | undefined>;
  scalar: Scalar | undefined;
  disabled: boolean;
  onScalar: (scalar: Scalar | null) => void;
}

function ValueField(props: ValueFieldProps): ReactNode {
  const { attribute, scalar, disabled, onScalar } = props;
  switch (attribute.type) {
    case "radio":
      return <Choices label={attribute.title} choices={attribute.options ?? []} {...{ scalar, disabled, onScalar }} />;
    case "checkbox":
      return <Choices label={attribute.title} choices={YES_NO} {...{ scalar, disabled, onScalar }} />;
    case "select":
      return <OptionSelect {...props} />;
    case "number":
      return <NumberField {...props} />;
    case "text":
      return <TextField {...props} />;
  }
}

const YES_NO = [
  { value: true, label: "Yes" },
  { value: false, label: "No" },
];

function OptionSelect({ attribute, shared, scalar, disabled, onScalar }: ValueFieldProps) {
  const options = attribute.options ?? [];
  return (
    <Select
      size="xs"
      aria-label={attribute.title}
      placeholder={shared.mixed ? "several values" : "Choose"}
      clearable
      searchable={options.length > 8}
      data={options}
      value={scalar === undefined ? null : String(scalar)}
      disabled={disabled}
      onChange={onScalar}
    />
  );
}

function NumberField({ attribute, shared, scalar, disabled, onScalar }: ValueFieldProps) {
  const { min, max, step } = attribute;
  return (
    <NumberInput
      size="xs"
      aria-label={attribute.title}
      placeholder={shared.mixed ? "several values" : rangeText(min, max)}
      min={min ?? undefined}
      max={max ?? undefined}
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

function rangeText(min: number | null = null, max: number | null = null): string {
  if (min !== null && max !== null) return `${String(min)} to ${String(max)}`;
  if (min !== null) return `${String(min)} or more`;
  return max === null ? "" : `${String(max)} or less`;
}

function TextField({ attribute, shared, scalar, disabled, onScalar }: ValueFieldProps) {
  return (
    <Textarea
      size="xs"
      aria-label={attribute.title}
      placeholder={shared.mixed ? "several values" : ""}
      rows={1}
      resize="vertical"
      maxLength={attribute.max_length ?? 200}
      value={scalar === undefined ? "" : String(scalar)}
      disabled={disabled}
      onChange={(event) => {
        onScalar(event.currentTarget.value || null);
      }}
    />
  );
}
