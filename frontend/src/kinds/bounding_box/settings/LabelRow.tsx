import { ActionIcon, Button, Menu, Select, Text, TextInput } from "@mantine/core";

import { Icon } from "@/ui/Icon";

import type { Usage } from "../../defineKind";
import type { Label } from "../types";
import { ColourPicker } from "./ColourPicker";
import { useDescription } from "./description";
import { isRemovable, sayUsage } from "./editing";
import { LabelDetails } from "./LabelDetails";
import styles from "./settings.module.css";

/** What a row asks the list to do with its label. */
export interface LabelActs {
  change: (key: string, part: Partial<Label>) => void;
  shortcut: (key: string, shortcut: string | null) => void;
  move: (key: string, step: -1 | 1) => void;
  archive: (key: string) => void;
  merge: (key: string) => void;
  remove: (key: string) => void;
  toggle: (key: string) => void;
}

interface LabelRowProps {
  label: Label;
  labels: readonly Label[];
  usage: Usage;
  open: boolean;
  /** Whether it can move up, and down. */
  moves: [boolean, boolean];
  errors: Record<string, string>;
  disabled?: boolean;
  acts: LabelActs;
}

export function LabelRow(props: LabelRowProps) {
  const { label, labels, usage, open, errors, disabled, acts } = props;
  const { limits } = useDescription();
  const name = label.title || label.key;
  const attributes = label.attributes.length;
  const more = attributes > 0 ? `Attributes: ${String(attributes)}` : "Details";
  return (
    <li className={styles.row} data-problem={Object.keys(errors).length > 0}>
      <div className={styles.line}>
        <MoveButtons {...props} name={name} />
        <ColourPicker
          name={name}
          colour={label.colour}
          disabled={disabled}
          onChange={(colour) => {
            acts.change(label.key, { colour });
          }}
        />
        <TextInput
          className={styles.title}
          aria-label={`Title of ${label.key}`}
          maxLength={limits.title}
          value={label.title}
          error={errors.title ?? errors.colour}
          disabled={disabled}
          onChange={(event) => {
            acts.change(label.key, { title: event.currentTarget.value });
          }}
        />
        <ShortcutSelect {...props} name={name} />
        <Text size="sm" c="dimmed" className={styles.usage}>
          {sayUsage(usage, label.key) || "not used yet"}
        </Text>
        <Button
          size="compact-sm"
          variant="subtle"
          className={styles.more}
          aria-expanded={open}
          aria-label={`${more} of ${name}`}
          rightSection={<Icon name={open ? "up" : "down"} size={14} />}
          onClick={() => {
            acts.toggle(label.key);
          }}
        >
          {more}
        </Button>
        <RowMenu
          label={label}
          name={name}
          disabled={disabled}
          acts={acts}
          removable={isRemovable(labels, label.key, usage)}
        />
      </div>
      {open && (
        <LabelDetails
          label={label}
          used={sayUsage(usage, label.key) !== ""}
          errors={errors}
          disabled={disabled}
          onChange={(part) => {
            acts.change(label.key, part);
          }}
        />
      )}
    </li>
  );
}

function MoveButtons({ label, name, moves, disabled, acts }: LabelRowProps & { name: string }) {
  return (
    <div className={styles.moves}>
      {([-1, 1] as const).map((step, at) => (
        <ActionIcon
          key={step}
          size={24}
          variant="transparent"
          color="gray"
          className={styles.move}
          aria-label={`Move ${name} ${step < 0 ? "up" : "down"}`}
          disabled={disabled || !moves[at]}
          onClick={() => {
            acts.move(label.key, step);
          }}
        >
          <Icon name={step < 0 ? "up" : "down"} size={14} />
        </ActionIcon>
      ))}
    </div>
  );
}

/** Digits that others have are offered too: the digit then goes over to this label. */
function ShortcutSelect({ label, labels, name, errors, disabled, acts }: LabelRowProps & { name: string }) {
  const { shortcuts } = useDescription();
  const holder = (digit: string) => labels.find(({ key, shortcut }) => shortcut === digit && key !== label.key);
  return (
    <Select
      className={styles.shortcut}
      aria-label={`Key of ${name}`}
      placeholder="no key"
      clearable
      comboboxProps={{ width: 220, position: "bottom-start" }}
      data={shortcuts}
      renderOption={({ option }) => {
        const other = holder(option.value);
        return other ? `${option.value}, now ${other.title}` : option.value;
      }}
      value={label.shortcut}
      error={errors.shortcut}
      disabled={disabled}
      onChange={(digit) => {
        acts.shortcut(label.key, digit);
      }}
    />
  );
}

interface RowMenuProps {
  label: Label;
  name: string;
  removable: boolean;
  disabled?: boolean;
  acts: LabelActs;
}

function RowMenu({ label, name, removable, disabled, acts }: RowMenuProps) {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`More for ${name}`} disabled={disabled}>
          <Icon name="dots" size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          onClick={() => {
            acts.merge(label.key);
          }}
        >
          Merge into another label…
        </Menu.Item>
        <Menu.Item
          onClick={() => {
            acts.archive(label.key);
          }}
        >
          Archive
        </Menu.Item>
        {removable ? (
          <Menu.Item
            color="bad"
            onClick={() => {
              acts.remove(label.key);
            }}
          >
            Remove
          </Menu.Item>
        ) : (
          <Menu.Label>In use: archive or merge it instead of removing it.</Menu.Label>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
