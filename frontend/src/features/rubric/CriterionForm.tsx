import {
  ActionIcon,
  Group,
  NumberInput,
  Select,
  Stack,
  Switch,
  Textarea,
  TextInput,
  Title,
  Tooltip,
} from "@mantine/core";

import type { Criterion } from "@/api/types";
import { fieldsUnder } from "@/lib/fields";
import { Icon, type IconName } from "@/ui/Icon";

import styles from "./CriterionForm.module.css";
import { freshScale, keyFor, SCALE_TYPES } from "./editing";
import { ScaleFields } from "./ScaleFields";

interface CriterionFormProps {
  criterion: Criterion;
  place: number;
  last: boolean;
  isNew: boolean;
  takenKeys: string[];
  targets: { value: string; label: string }[];
  errors: Record<string, string>;
  onChange: (criterion: Criterion) => void;
  onMove: (step: -1 | 1) => void;
  onRemove: () => void;
}

export function CriterionForm(props: CriterionFormProps) {
  const { criterion, isNew, takenKeys, targets, errors, onChange } = props;
  const change = (part: Partial<Criterion>) => {
    onChange({ ...criterion, ...part });
  };
  // The key of a new criterion follows its title; a published key is what earlier answers are stored under.
  const rename = (title: string) => {
    change(isNew ? { title, key: keyFor(title, takenKeys) } : { title });
  };

  return (
    <fieldset className={styles.card}>
      <Head {...props} />
      <div className={styles.columns}>
        <Stack gap="sm">
          <TextInput
            label="Title"
            required
            value={criterion.title}
            error={errors.title}
            onChange={(event) => {
              rename(event.currentTarget.value);
            }}
          />
          <Textarea
            label="Guidance"
            description="Shown beside the scale. Markdown."
            autosize
            minRows={3}
            value={criterion.guidance}
            error={errors.guidance}
            onChange={(event) => {
              change({ guidance: event.currentTarget.value });
            }}
          />
          <Group gap="sm" grow align="flex-start">
            <TextInput
              label="Key in exports"
              value={criterion.key}
              readOnly={!isNew}
              error={errors.key}
              classNames={{ input: styles.key }}
              onChange={(event) => {
                change({ key: event.currentTarget.value });
              }}
            />
            <Select
              label="About"
              data={targets}
              value={criterion.applies_to}
              allowDeselect={false}
              error={errors.applies_to}
              onChange={(target) => {
                if (target) change({ applies_to: target });
              }}
            />
            <NumberInput
              label="Weight"
              min={0}
              max={100}
              step={0.5}
              value={criterion.weight}
              error={errors.weight}
              onChange={(weight) => {
                change({ weight: Number(weight) || 0 });
              }}
            />
          </Group>
          <Switch
            label="Required"
            checked={criterion.required}
            onChange={(event) => {
              change({ required: event.currentTarget.checked });
            }}
          />
        </Stack>
        <Stack gap="sm">
          <Select
            label="Scale"
            description={SCALE_TYPES.find(({ value }) => value === criterion.scale.type)?.help}
            data={SCALE_TYPES}
            value={criterion.scale.type}
            allowDeselect={false}
            error={errors["scale.type"]}
            onChange={(type) => {
              if (type) change({ scale: freshScale(type) });
            }}
          />
          <ScaleFields
            scale={criterion.scale}
            errors={fieldsUnder(errors, "scale")}
            onChange={(scale) => {
              change({ scale });
            }}
          />
        </Stack>
      </div>
    </fieldset>
  );
}

function Head({ criterion, place, last, onMove, onRemove }: CriterionFormProps) {
  const name = criterion.title || `Criterion ${String(place + 1)}`;
  return (
    <>
      <legend className="visually-hidden">{name}</legend>
      <Group justify="space-between" mb="sm">
        <Title order={3}>{name}</Title>
        <Group gap={4}>
          <HeadButton
            icon="up"
            label={`Move ${name} up`}
            disabled={place === 0}
            onClick={() => {
              onMove(-1);
            }}
          />
          <HeadButton
            icon="down"
            label={`Move ${name} down`}
            disabled={last}
            onClick={() => {
              onMove(1);
            }}
          />
          <HeadButton icon="trash" label={`Remove ${name}`} onClick={onRemove} />
        </Group>
      </Group>
    </>
  );
}

interface HeadButtonProps {
  icon: IconName;
  label: string;
  disabled?: boolean;
  onClick: () => void;
}

function HeadButton({ icon, label, disabled, onClick }: HeadButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} disabled={disabled} onClick={onClick}>
        <Icon name={icon} size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
