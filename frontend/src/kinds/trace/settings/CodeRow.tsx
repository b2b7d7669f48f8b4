import { ActionIcon, Badge, Button, Collapse, Group, Select, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";

import { counted } from "@/lib/format";
import { Icon } from "@/ui/Icon";

import type { TaxonomyCode } from "../types";
import type { Choice } from "./description";
import styles from "./settings.module.css";

interface CodeRowProps {
  code: TaxonomyCode;
  /** How often answers name it. */
  uses: number;
  counting: Choice[];
  problem?: string;
  disabled?: boolean;
  onChange: (change: Partial<TaxonomyCode>) => void;
  onRemove: () => void;
}

/** One code of the taxonomy; its details open on demand. */
export function CodeRow({ code, uses, counting, problem, disabled, onChange, onRemove }: CodeRowProps) {
  const [open, setOpen] = useState(false);
  return (
    <li className={styles.code} data-archived={code.archived || undefined}>
      <Group gap="sm" wrap="nowrap">
        <TextInput
          aria-label={`Title of ${code.key}`}
          size="xs"
          className={styles.title}
          value={code.title}
          error={problem}
          disabled={disabled}
          onChange={(event) => {
            onChange({ title: event.currentTarget.value });
          }}
        />
        <Text size="xs" c="dimmed" className={styles.group}>
          {code.group}
        </Text>
        {uses > 0 && <Badge color="gray">{counted(uses, "use")}</Badge>}
        {code.archived && <Badge color="gray">archived</Badge>}
        <Button
          variant="subtle"
          size="compact-xs"
          aria-expanded={open}
          onClick={() => {
            setOpen(!open);
          }}
        >
          Details
        </Button>
        {!disabled && <Leave {...{ code, uses, onChange, onRemove }} />}
      </Group>
      <Collapse expanded={open}>
        <Details {...{ code, counting, disabled, onChange }} />
      </Collapse>
    </li>
  );
}

function Leave({ code, uses, onChange, onRemove }: Pick<CodeRowProps, "code" | "uses" | "onChange" | "onRemove">) {
  if (code.archived) {
    return (
      <Button
        variant="subtle"
        size="compact-xs"
        onClick={() => {
          onChange({ archived: false });
        }}
      >
        Bring back
      </Button>
    );
  }
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={uses > 0 ? `Archive ${code.title}` : `Remove ${code.title}`}
      onClick={onRemove}
    >
      <Icon name="cross" size={14} />
    </ActionIcon>
  );
}

function Details({
  code,
  counting,
  disabled,
  onChange,
}: Pick<CodeRowProps, "code" | "counting" | "disabled" | "onChange">) {
  return (
    <Group grow align="flex-start" py={8} preventGrowOverflow={false}>
      <Textarea
        label="What it means"
        size="xs"
        autosize
        minRows={2}
        value={code.help}
        disabled={disabled}
        onChange={(event) => {
          onChange({ help: event.currentTarget.value });
        }}
      />
      <TextInput
        label="Group"
        size="xs"
        value={code.group}
        disabled={disabled}
        onChange={(event) => {
          onChange({ group: event.currentTarget.value });
        }}
      />
      <Select
        label="Marked at"
        size="xs"
        data={[
          { value: "", label: "As the taxonomy counts" },
          ...counting.map(({ value, title }) => ({ value, label: title })),
        ]}
        value={code.counting}
        disabled={disabled}
        allowDeselect={false}
        onChange={(value) => {
          onChange({ counting: (value ?? "") as TaxonomyCode["counting"] });
        }}
      />
    </Group>
  );
}
