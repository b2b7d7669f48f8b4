import { Button, CopyButton, Group, TextInput } from "@mantine/core";

import styles from "./CopyField.module.css";
import { Icon } from "./Icon";

interface CopyFieldProps {
  label: string;
  description?: string;
  value: string;
}

/** A secret or a link that is shown once, with a button that copies it. */
export function CopyField({ label, description, value }: CopyFieldProps) {
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <TextInput
        label={label}
        description={description}
        value={value}
        readOnly
        flex={1}
        classNames={{ input: styles.value }}
        onFocus={(event) => {
          event.currentTarget.select();
        }}
      />
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy} leftSection={<Icon name={copied ? "check" : "copy"} size={16} />}>
            {copied ? "Copied" : "Copy"}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
