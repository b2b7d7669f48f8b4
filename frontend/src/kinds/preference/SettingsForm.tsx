import { NumberInput, Radio, Select, Stack, Switch, TagsInput } from "@mantine/core";

import type { SettingsFormProps } from "../defineKind";
import type { Mode, RationaleRule, RationaleSettings, Settings } from "./types";

interface Choice {
  value: string;
  title: string;
  help: string;
}

/** What the server says of this kind's settings. */
interface Description {
  modes: Choice[];
  presets: { id: string; mode: Mode; title: string; help: string; values: { value: number; label: string }[] }[];
  turns: Choice[];
  rationale_rules: (Choice & { modes: Mode[] })[];
  limits: { rationale: number; reasons: number; reason: number };
}

type Props = SettingsFormProps<Settings>;

/** How people judge, and what they have to explain. */
export function SettingsForm({ settings, description, onChange, disabled, errors = {} }: Props) {
  const known = description as unknown as Description;
  const change = (part: Partial<Settings>) => {
    onChange({ ...settings, ...part });
  };
  const presets = known.presets.filter((preset) => preset.mode === settings.mode);
  const preset = presets.find((each) => each.id === settings.scale);
  return (
    <Stack gap="lg">
      <Choices
        label="Question"
        name="mode"
        choices={known.modes}
        value={settings.mode}
        error={errors.mode}
        disabled={disabled}
        onChange={(mode) => {
          onChange(inMode(settings, mode as Mode, known));
        }}
      />
      <Select
        label="Scale"
        description={preset && `${preset.help} ${preset.values.map((each) => each.label).join(" · ")}`}
        data={presets.map(({ id, title }) => ({ value: id, label: title }))}
        value={settings.scale}
        error={errors.scale}
        disabled={disabled}
        allowDeselect={false}
        onChange={(scale) => {
          if (scale) change({ scale });
        }}
      />
      <Choices
        label="Conversations of several turns"
        name="turns"
        choices={known.turns}
        value={settings.turns}
        error={errors.turns}
        disabled={disabled}
        onChange={(turns) => {
          change({ turns: turns as Settings["turns"] });
        }}
      />
      <RationaleFields
        settings={settings}
        known={known}
        disabled={disabled}
        errors={errors}
        onChange={(rationale) => {
          change({ rationale });
        }}
      />
      <Switch
        label="People may write a better version of a response"
        description="Exported as edited > chosen > rejected."
        checked={settings.allow_edit}
        disabled={disabled}
        onChange={(event) => {
          change({ allow_edit: event.currentTarget.checked });
        }}
      />
      <Switch
        label="Show the responses in random order"
        description="Each person sees an order of their own, so that no place is favoured. Stored answers do not depend on it."
        checked={settings.randomise_sides}
        disabled={disabled}
        onChange={(event) => {
          change({ randomise_sides: event.currentTarget.checked });
        }}
      />
    </Stack>
  );
}

/** The settings in another mode: its first scale, and a rule that it knows. */
function inMode(settings: Settings, mode: Mode, known: Description): Settings {
  const scale = known.presets.find((preset) => preset.mode === mode)?.id ?? settings.scale;
  const fits = known.rationale_rules.some(
    ({ value, modes }) => value === settings.rationale.rule && modes.includes(mode),
  );
  return { ...settings, mode, scale, rationale: fits ? settings.rationale : { ...settings.rationale, rule: "never" } };
}

interface ChoicesProps {
  label: string;
  name: string;
  choices: Choice[];
  value: string;
  error?: string;
  disabled?: boolean;
  onChange: (value: string) => void;
}

function Choices({ label, name, choices, value, error, disabled, onChange }: ChoicesProps) {
  return (
    <Radio.Group label={label} name={name} value={value} error={error} onChange={onChange}>
      <Stack gap="xs" mt="xs">
        {choices.map((choice) => (
          <Radio
            key={choice.value}
            value={choice.value}
            label={choice.title}
            description={choice.help}
            disabled={disabled}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

interface RationaleFieldsProps {
  settings: Settings;
  known: Description;
  disabled?: boolean;
  errors: Record<string, string>;
  onChange: (rationale: RationaleSettings) => void;
}

function RationaleFields({ settings, known, disabled, errors, onChange }: RationaleFieldsProps) {
  const { rationale } = settings;
  const rules = known.rationale_rules.filter(({ modes }) => modes.includes(settings.mode));
  const preset = known.presets.find((each) => each.id === settings.scale);
  const strongest = Math.max(1, ...(preset?.values ?? []).map(({ value }) => value));
  return (
    <>
      <Select
        label="Rationale"
        description={rules.find(({ value }) => value === rationale.rule)?.help}
        data={rules.map(({ value, title }) => ({ value, label: title }))}
        value={rationale.rule}
        error={errors["rationale.rule"]}
        disabled={disabled}
        allowDeselect={false}
        onChange={(rule) => {
          if (rule) onChange({ ...rationale, rule: rule as RationaleRule });
        }}
      />
      {rationale.rule === "above_strength" && (
        <NumberInput
          label="From strength"
          min={1}
          max={strongest}
          value={rationale.strength}
          error={errors["rationale.strength"]}
          disabled={disabled}
          onChange={(strength) => {
            onChange({ ...rationale, strength: Number(strength) });
          }}
        />
      )}
      {rationale.rule !== "never" && (
        <NumberInput
          label="Least number of characters"
          min={0}
          max={known.limits.rationale}
          value={rationale.min_length}
          error={errors["rationale.min_length"]}
          disabled={disabled}
          onChange={(length) => {
            onChange({ ...rationale, min_length: Number(length) });
          }}
        />
      )}
      <TagsInput
        label="Reasons to choose from"
        description="Short reasons that people can tap. Press Enter after each."
        value={rationale.reasons}
        maxTags={known.limits.reasons}
        error={errors["rationale.reasons"]}
        disabled={disabled}
        onChange={(reasons) => {
          onChange({ ...rationale, reasons: reasons.map((reason) => reason.slice(0, known.limits.reason)) });
        }}
      />
    </>
  );
}
