import { NumberInput, Stack, Switch } from "@mantine/core";

import type { SettingsFormProps } from "../defineKind";
import type { Description } from "./settings/description";
import { OneOf } from "./settings/OneOf";
import { Several } from "./settings/Several";
import { StepScale } from "./settings/StepScale";
import { TaxonomyEditor } from "./settings/TaxonomyEditor";
import type { Settings } from "./types";

type Props = SettingsFormProps<Settings>;
type PartProps = Props & {
  known: Description;
  errors: Record<string, string>;
  change: (part: Partial<Settings>) => void;
};

/** What is graded in a trace, on which labels, and what else is asked. */
export function SettingsForm(props: Props) {
  const { settings, description, onChange, disabled, errors = {}, usage = {} } = props;
  const known = description as unknown as Description;
  const change = (part: Partial<Settings>) => {
    onChange({ ...settings, ...part });
  };
  const part: PartProps = { ...props, known, errors, change };
  return (
    <Stack gap="xl">
      <Grading {...part} />
      <Units {...part} />
      <TaxonomyEditor
        taxonomy={settings.taxonomy}
        {...{ known, usage, errors, disabled }}
        onChange={(taxonomy) => {
          change({ taxonomy });
        }}
      />
      <Whole {...part} />
    </Stack>
  );
}

function Grading({ settings, known, errors, disabled, onChange, change }: PartProps) {
  const { help } = known;
  return (
    <>
      <OneOf
        label="How far steps are graded"
        help={help.mode}
        choices={known.modes}
        value={settings.mode}
        {...{ disabled, error: errors.mode }}
        onChange={(mode) => {
          change({ mode });
        }}
      />
      {settings.mode === "rate_all" && (
        <Switch
          label="Tell steps that are wrong in themselves from those that inherit an earlier error"
          description={help.inherited}
          checked={settings.inherited}
          disabled={disabled}
          onChange={(event) => {
            change({ inherited: event.currentTarget.checked });
          }}
        />
      )}
      <StepScale {...{ settings, known, errors, disabled, onChange }} />
      <Several
        label="Which nodes are steps"
        help={help.graded}
        choices={known.node_kinds}
        chosen={settings.graded}
        {...{ disabled, error: errors.graded }}
        onChange={(graded) => {
          change({ graded });
        }}
      />
      <OneOf
        label="Which steps must have a label"
        help={help.required}
        choices={known.required}
        value={settings.required}
        {...{ disabled, error: errors.required }}
        onChange={(required) => {
          change({ required });
        }}
      />
      <NumberInput
        label="Tolerance of the first error, in steps"
        description={help.tolerance}
        min={known.limits.tolerance[0]}
        max={known.limits.tolerance[1]}
        allowDecimal={false}
        maw={420}
        value={settings.tolerance}
        error={errors.tolerance}
        disabled={disabled}
        onChange={(tolerance) => {
          if (tolerance !== "") change({ tolerance: Number(tolerance) });
        }}
      />
    </>
  );
}

function Units({ settings, known, errors, disabled, change }: PartProps) {
  return (
    <>
      <Switch
        label="Ask for a verdict on each tool call"
        description={known.help.tool_calls}
        checked={settings.tool_calls.verdict}
        disabled={disabled}
        onChange={(event) => {
          change({ tool_calls: { ...settings.tool_calls, verdict: event.currentTarget.checked } });
        }}
      />
      <Several
        label="Checks of a tool call"
        choices={known.tool_checks}
        chosen={settings.tool_calls.checks}
        {...{ disabled, error: errors["tool_calls.checks"] }}
        onChange={(checks) => {
          change({ tool_calls: { ...settings.tool_calls, checks } });
        }}
      />
      <Several
        label="Questions at a hand-off"
        help={known.help.handoffs}
        choices={known.handoff_questions}
        chosen={settings.handoffs}
        {...{ disabled, error: errors.handoffs }}
        onChange={(handoffs) => {
          change({ handoffs });
        }}
      />
      <OneOf
        label="The plan on its own"
        help={known.help.plan}
        choices={known.plan}
        value={settings.plan}
        {...{ disabled, error: errors.plan }}
        onChange={(plan) => {
          change({ plan });
        }}
      />
    </>
  );
}

const ASKED = [
  { key: "outcome", label: "Ask for the outcome" },
  { key: "verifiable", label: "Ask how the final answer can be verified" },
  { key: "attribution", label: "Ask which agent and step are responsible for a failure" },
  { key: "rewrites", label: "People may suggest a better step" },
  { key: "counterfactuals", label: "People may say how the agents could have worked together better" },
] as const;

function Whole({ settings, known, errors, disabled, change }: PartProps) {
  return (
    <>
      <Stack gap="sm" role="group" aria-label="Whole trace">
        {ASKED.map(({ key, label }) => (
          <Switch
            key={key}
            label={label}
            description={known.help[key]}
            checked={settings[key]}
            disabled={disabled}
            onChange={(event) => {
              change({ [key]: event.currentTarget.checked });
            }}
          />
        ))}
      </Stack>
      <OneOf
        label="Explanation in words"
        help={known.help.rationale}
        choices={known.rationale}
        value={settings.rationale}
        {...{ disabled, error: errors.rationale }}
        onChange={(rationale) => {
          change({ rationale });
        }}
      />
    </>
  );
}
