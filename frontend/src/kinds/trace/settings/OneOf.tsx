import { Radio, Stack } from "@mantine/core";

import type { Choice } from "./description";

interface OneOfProps<Value extends string> {
  label: string;
  help?: string;
  choices: Choice[];
  value: Value;
  error?: string;
  disabled?: boolean;
  onChange: (value: Value) => void;
}

/** One of a few options, all in sight with what they mean. */
export function OneOf<Value extends string>(props: OneOfProps<Value>) {
  const { label, help, choices, value, error, disabled, onChange } = props;
  return (
    <Radio.Group
      label={label}
      description={help}
      error={error}
      value={value}
      onChange={(chosen) => {
        onChange(chosen as Value);
      }}
    >
      <Stack gap={6} mt={8}>
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
