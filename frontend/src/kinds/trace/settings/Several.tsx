import { Checkbox, Group, Text } from "@mantine/core";

import type { Choice } from "./description";

interface SeveralProps<Value extends string> {
  label: string;
  help?: string;
  choices: Choice[];
  chosen: Value[];
  error?: string;
  disabled?: boolean;
  onChange: (chosen: Value[]) => void;
}

/** Some of several options, each with a sentence on what it means. */
export function Several<Value extends string>(props: SeveralProps<Value>) {
  const { label, help, choices, chosen, error, disabled, onChange } = props;
  return (
    <Checkbox.Group
      label={label}
      description={help}
      error={error}
      value={chosen}
      onChange={(values: string[]) => {
        // In the order of the options, so that equal settings are equal.
        onChange(choices.map(({ value }) => value as Value).filter((value) => values.includes(value)));
      }}
    >
      <Group gap="sm" mt={8}>
        {choices.map(({ value, title, help: text }) => (
          <Checkbox
            key={value}
            value={value}
            disabled={disabled}
            w={230}
            label={
              <>
                {title}
                <Text component="span" size="xs" c="dimmed" display="block">
                  {text}
                </Text>
              </>
            }
          />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
