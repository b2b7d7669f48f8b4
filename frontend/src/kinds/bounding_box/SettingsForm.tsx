import { Group, NumberInput, Stack, Switch, Text } from "@mantine/core";

import type { SettingsFormProps } from "../defineKind";
import { type Description, DescriptionContext } from "./settings/description";
import { LabelEditor } from "./settings/LabelEditor";
import type { Settings } from "./types";

type Props = SettingsFormProps<Settings>;

/** What people can draw, and when two boxes are taken for the same. */
export function SettingsForm(props: Props) {
  const { settings, description, usage = {}, onChange, disabled, errors = {} } = props;
  const known = description as unknown as Description;
  return (
    <DescriptionContext value={known}>
      <Stack gap="lg">
        <div role="group" aria-label="Labels">
          <Text fw={600} mb={2}>
            Labels
          </Text>
          <Text size="sm" c="dimmed" mb="sm">
            {known.help.labels} The keys 1 to 9 choose a label while drawing.
          </Text>
          <LabelEditor
            labels={settings.labels}
            usage={usage}
            errors={errors}
            disabled={disabled}
            onChange={(labels) => {
              onChange({ ...settings, labels });
            }}
          />
        </div>
        <Numbers {...props} known={known} />
        <Switch
          label="People may say that an image shows no objects"
          description={known.help.no_objects}
          checked={settings.no_objects}
          disabled={disabled}
          error={errors.no_objects}
          onChange={(event) => {
            onChange({ ...settings, no_objects: event.currentTarget.checked });
          }}
        />
        <Switch
          label="Ask whether objects are occluded or truncated"
          description={known.help.occlusion}
          checked={settings.occlusion}
          disabled={disabled}
          error={errors.occlusion}
          onChange={(event) => {
            onChange({ ...settings, occlusion: event.currentTarget.checked });
          }}
        />
      </Stack>
    </DescriptionContext>
  );
}

function Numbers({ settings, known, onChange, disabled, errors = {} }: Props & { known: Description }) {
  const { help, limits } = known;
  return (
    <Group gap="lg" align="flex-end">
      <NumberInput
        label="Smallest box"
        description={help.min_size}
        min={limits.min_size[0]}
        max={limits.min_size[1]}
        maw={300}
        allowDecimal={false}
        value={settings.min_size}
        error={errors.min_size}
        disabled={disabled}
        onChange={(size) => {
          if (size !== "") onChange({ ...settings, min_size: Number(size) });
        }}
      />
      <NumberInput
        label="Overlap from which two boxes are the same (IoU)"
        description={help.iou_threshold}
        min={limits.iou_threshold[0]}
        max={limits.iou_threshold[1]}
        step={0.05}
        decimalScale={2}
        maw={340}
        value={settings.iou_threshold}
        error={errors.iou_threshold}
        disabled={disabled}
        onChange={(threshold) => {
          if (threshold !== "") onChange({ ...settings, iou_threshold: Number(threshold) });
        }}
      />
    </Group>
  );
}
