import { Checkbox, Group, Select, Stack, Text } from "@mantine/core";

import { choicesOf } from "@/lib/scales";
import { AnchorTable } from "@/ui/AnchorTable";

import type { Settings } from "../types";
import type { Description } from "./description";
import { nextRow, presetOf, rowsOf, withRows } from "./scales";

interface StepScaleProps {
  settings: Settings;
  known: Description;
  errors: Record<string, string>;
  disabled?: boolean;
  onChange: (settings: Settings) => void;
}

/** The labels that a step can get, and which of them mean an error. */
export function StepScale({ settings, known, errors, disabled, onChange }: StepScaleProps) {
  const { scale } = settings;
  const preset = presetOf(scale, known);
  return (
    <Stack gap="sm" role="group" aria-label="Labels of a step">
      <Select
        label="Labels of a step"
        description={`${known.help.scale ?? ""} “Cannot verify” can always be said.`}
        data={[
          ...known.scales.map(({ key, title, help }) => ({ value: key, label: `${title} · ${help}` })),
          ...(preset ? [] : [{ value: "own", label: "Our own labels" }]),
        ]}
        value={preset ?? "own"}
        disabled={disabled}
        error={errors.scale}
        maw={520}
        allowDeselect={false}
        onChange={(key) => {
          const chosen = known.scales.find((one) => one.key === key);
          if (chosen) onChange({ ...settings, scale: chosen.scale, wrong: chosen.wrong });
        }}
      />
      {scale.type !== "binary" && !disabled && (
        <AnchorTable
          part={scale.type === "ordinal" ? "anchors" : "options"}
          numeric={scale.type === "ordinal"}
          rows={rowsOf(scale)}
          next={(rows) => nextRow(scale, rows)}
          errors={within(errors, "scale")}
          onChange={(rows) => {
            onChange(withRows(settings, rows));
          }}
        />
      )}
      <WrongLabels {...{ settings, known, errors, disabled, onChange }} />
    </Stack>
  );
}

function WrongLabels({ settings, known, errors, disabled, onChange }: StepScaleProps) {
  const choices = choicesOf(settings.scale);
  return (
    <Checkbox.Group
      label="Labels that mean an error"
      description={known.help.wrong}
      error={errors.wrong}
      value={settings.wrong.map(String)}
      onChange={(values) => {
        onChange({
          ...settings,
          wrong: choices.map(({ value }) => value).filter((value) => values.includes(String(value))),
        });
      }}
    >
      <Group gap="md" mt={6}>
        {choices.map(({ value, label }) => (
          <Checkbox key={String(value)} value={String(value)} label={label} disabled={disabled} />
        ))}
      </Group>
      {choices.length === 0 && (
        <Text size="sm" c="dimmed">
          Add labels first.
        </Text>
      )}
    </Checkbox.Group>
  );
}

/** The problems of one part, by the paths within it. */
function within(errors: Record<string, string>, part: string): Record<string, string> {
  const start = `${part}.`;
  return Object.fromEntries(
    Object.entries(errors)
      .filter(([path]) => path.startsWith(start))
      .map(([path, problem]) => [path.slice(start.length), problem]),
  );
}
