import { NumberInput, Textarea } from "@mantine/core";

import type { Criterion } from "@/api/types";
import type { Value } from "@/lib/scales";

import styles from "./answer.module.css";
import { useAnswering } from "./answering";
import { criterionAction } from "./picking";
import { type ScaleChoice, ScaleRow } from "./ScaleRow";
import { letterOf } from "./sides";
import { UnitFrame } from "./UnitFrame";
import type { Unit } from "./units";
import { type Choice, screenChoices, valueOf } from "./values";

type CriterionUnit = Extract<Unit, { type: "criterion" }>;

const LONGEST_ON_BUTTON = 14;
const MOST_WITH_WORDS = 4;
const CANNOT_ASSESS = "cannot_assess";
const NOT_APPLICABLE = "not_applicable";

/** One criterion with its scale, for each response or for both together. */
export function CriterionCard({ criterion, units }: { criterion: Criterion; units: CriterionUnit[] }) {
  const { current, context } = useAnswering();
  const isCurrent = units.some((unit) => unit.id === current);
  const rows = units.filter((unit) => unit.response !== null).length;
  return (
    <section className={styles.card} data-current={isCurrent} aria-label={criterion.title}>
      <h2 className={styles.cardTitle}>
        {criterion.title}
        {!criterion.required && <span className={styles.optional}>optional</span>}
      </h2>
      {units.map((unit) => (
        <UnitFrame
          key={unit.id}
          unit={unit}
          letter={rows > 1 && unit.response ? letterOf(context.content, unit.response) : null}
        >
          <CriterionInput unit={unit} />
        </UnitFrame>
      ))}
    </section>
  );
}

function CriterionInput({ unit }: { unit: CriterionUnit }) {
  const { answer, act, context } = useAnswering();
  const { criterion } = unit;
  const value = valueOf(answer.criteria[criterion.key], unit.response);
  const choices = screenChoices(criterion, context.content);
  const change = (next: Value | null) => {
    act(criterionAction(unit, next));
  };
  if (choices.length > 0) return <PickedValue unit={unit} choices={choices} value={value} onChange={change} />;
  return <TypedValue unit={unit} value={value} onChange={change} />;
}

interface ValueProps {
  unit: CriterionUnit;
  value: Value | undefined;
  onChange: (value: Value | null) => void;
}

function PickedValue({ unit, choices, value, onChange }: ValueProps & { choices: Choice[] }) {
  const { current, disabled, problems } = useAnswering();
  const withWords =
    choices.every(({ label }) => label.length <= LONGEST_ON_BUTTON) && choices.length <= MOST_WITH_WORDS;
  const wraps = unit.criterion.scale.type === "categorical" || unit.response === null;
  const place = value && "value" in value ? choices.findIndex((choice) => choice.value === value.value) : -1;
  const keys = unit.id === current;
  return (
    <ScaleRow
      label={unit.title}
      layout={wraps ? "wrap" : "even"}
      disabled={disabled}
      invalid={unit.id in problems}
      selected={value && "missing" in value ? value.missing : place === -1 ? null : String(place)}
      choices={[...choices.map((choice, at) => onScale(choice, at, withWords || wraps, keys)), ...asides(keys)]}
      onSelect={(id) => {
        onChange(valueFrom(id, choices));
      }}
    />
  );
}

function onScale(choice: Choice, at: number, words: boolean, keys: boolean): ScaleChoice {
  const short = words ? undefined : typeof choice.value === "number" ? String(choice.value) : String(at + 1);
  const same = short !== undefined && short === choice.key;
  return {
    id: String(at),
    label: choice.label,
    short,
    hint: choice.description ? `${choice.label}: ${choice.description}` : undefined,
    shortcut: keys && !same ? choice.key : undefined,
  };
}

function asides(keys: boolean): ScaleChoice[] {
  return [
    { id: CANNOT_ASSESS, label: "Cannot assess", short: "?", aside: true, shortcut: keys ? "u" : undefined },
    { id: NOT_APPLICABLE, label: "Not applicable", short: "n/a", aside: true, shortcut: keys ? "n" : undefined },
  ];
}

function valueFrom(id: string | null, choices: Choice[]): Value | null {
  if (id === null) return null;
  if (id === CANNOT_ASSESS || id === NOT_APPLICABLE) return { missing: id };
  const choice = choices[Number(id)];
  return choice ? { value: choice.value } : null;
}

/** A text or a number, with the two answers beside it. */
function TypedValue({ unit, value, onChange }: ValueProps) {
  const { current, disabled, problems } = useAnswering();
  const missing = value && "missing" in value ? value.missing : null;
  return (
    <div className={styles.typed} data-type={unit.criterion.scale.type}>
      <TypedInput unit={unit} value={value} onChange={onChange} />
      <ScaleRow
        label={`${unit.title}, without a value`}
        layout="wrap"
        disabled={disabled}
        invalid={unit.id in problems}
        selected={missing}
        choices={asides(unit.id === current)}
        onSelect={(id) => {
          onChange(valueFrom(id, []));
        }}
      />
    </div>
  );
}

function TypedInput({ unit, value, onChange }: ValueProps) {
  const { disabled, problems } = useAnswering();
  const given = value && "value" in value ? value.value : "";
  const { type, min, max, step } = unit.criterion.scale;
  if (type === "interval") {
    return (
      <NumberInput
        aria-label={unit.title}
        placeholder={`${String(min ?? "")} to ${String(max ?? "")}`}
        value={given === "" ? "" : Number(given)}
        min={min}
        max={max}
        step={step ?? 1}
        clampBehavior="none"
        disabled={disabled}
        error={unit.id in problems}
        onChange={(next) => {
          onChange(next === "" ? null : { value: Number(next) });
        }}
      />
    );
  }
  return (
    <Textarea
      aria-label={unit.title}
      autosize
      minRows={2}
      maxRows={10}
      maxLength={10_000}
      value={String(given)}
      disabled={disabled}
      error={unit.id in problems}
      onChange={(event) => {
        onChange({ value: event.currentTarget.value });
      }}
    />
  );
}
