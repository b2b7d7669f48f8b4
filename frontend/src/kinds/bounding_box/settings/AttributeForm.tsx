import { ActionIcon, Group, NumberInput, Select, Switch, TagsInput, TextInput, Tooltip } from "@mantine/core";

import { Icon } from "@/ui/Icon";

import type { Attribute } from "../types";
import { hasOptions, inType, withOptions } from "./attributes";
import { useDescription } from "./description";
import styles from "./settings.module.css";

interface AttributeFormProps {
  attribute: Attribute;
  errors: Record<string, string>;
  disabled?: boolean;
  onChange: (attribute: Attribute) => void;
  onRemove: () => void;
}

/** One question about the boxes of a label. */
export function AttributeForm(props: AttributeFormProps) {
  const { attribute, errors, disabled, onChange, onRemove } = props;
  const { attribute_types: types, help, limits } = useDescription();
  return (
    <fieldset className={styles.attribute}>
      <legend className="visually-hidden">{attribute.title || attribute.key}</legend>
      <Group gap="sm" align="flex-start" wrap="nowrap">
        <TextInput
          className={styles.grow}
          label="Attribute"
          description={`Key ${attribute.key}`}
          maxLength={limits.title}
          value={attribute.title}
          error={errors.title ?? errors.key}
          disabled={disabled}
          onChange={(event) => {
            onChange({ ...attribute, title: event.currentTarget.value });
          }}
        />
        <Select
          className={styles.grow}
          label="Answered by"
          description={types.find(({ value }) => value === attribute.type)?.help}
          data={types.map(({ value, title }) => ({ value, label: title }))}
          value={attribute.type}
          allowDeselect={false}
          error={errors.type}
          disabled={disabled}
          onChange={(type) => {
            if (type) onChange(inType(attribute, type));
          }}
        />
        <Tooltip label="Remove">
          <ActionIcon
            mt={26}
            variant="subtle"
            color="gray"
            aria-label={`Remove ${attribute.title}`}
            disabled={disabled}
            onClick={onRemove}
          >
            <Icon name="trash" size={16} />
          </ActionIcon>
        </Tooltip>
      </Group>
      <Particulars {...props} />
      <Group gap="lg">
        <Switch
          label="Required"
          description={help.required}
          checked={attribute.required}
          disabled={disabled}
          onChange={(event) => {
            onChange({ ...attribute, required: event.currentTarget.checked });
          }}
        />
        <Switch
          label="“Not sure” is an answer"
          description={help.not_sure}
          checked={attribute.not_sure}
          disabled={disabled}
          onChange={(event) => {
            onChange({ ...attribute, not_sure: event.currentTarget.checked });
          }}
        />
      </Group>
    </fieldset>
  );
}

function Particulars({ attribute, errors, disabled, onChange }: AttributeFormProps) {
  const { limits } = useDescription();
  if (hasOptions(attribute.type)) {
    return (
      <TagsInput
        label="Options"
        description="Press Enter after each."
        maxTags={limits.options}
        value={(attribute.options ?? []).map(({ label }) => label)}
        error={errors.options ?? Object.entries(errors).find(([path]) => path.startsWith("options."))?.[1]}
        disabled={disabled}
        onChange={(labels) => {
          onChange(withOptions(attribute, labels));
        }}
      />
    );
  }
  if (attribute.type === "number") return <Limits {...{ attribute, errors, disabled, onChange }} />;
  if (attribute.type !== "text") return null;
  return (
    <NumberInput
      label="Most characters"
      min={1}
      max={limits.text}
      maw={180}
      value={attribute.max_length ?? ""}
      error={errors.max_length}
      disabled={disabled}
      onChange={(length) => {
        onChange({ ...attribute, max_length: Number(length) || 1 });
      }}
    />
  );
}

const LIMITS = [
  ["min", "Least"],
  ["max", "Most"],
  ["step", "Step"],
] as const;

function Limits({ attribute, errors, disabled, onChange }: Omit<AttributeFormProps, "onRemove">) {
  return (
    <Group gap="sm" align="flex-start">
      {LIMITS.map(([limit, label]) => (
        <NumberInput
          key={limit}
          label={label}
          placeholder="any"
          maw={140}
          value={attribute[limit] ?? ""}
          error={errors[limit]}
          disabled={disabled}
          onChange={(value) => {
            onChange({ ...attribute, [limit]: value === "" ? null : Number(value) });
          }}
        />
      ))}
    </Group>
  );
}
