import { Button, Group, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";

import { fieldsUnder } from "@/lib/fields";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { Icon } from "@/ui/Icon";

import type { Attribute, Label } from "../types";
import { AttributeForm } from "./AttributeForm";
import { lostBy, newAttribute } from "./attributes";
import { useDescription } from "./description";
import styles from "./settings.module.css";

interface LabelDetailsProps {
  label: Label;
  /** Whether answers have the label, and so perhaps its attributes. */
  used: boolean;
  errors: Record<string, string>;
  disabled?: boolean;
  onChange: (part: Partial<Label>) => void;
}

/** What a label is called in files, and what is asked about its boxes. */
export function LabelDetails(props: LabelDetailsProps) {
  return (
    <Stack gap="md" className={styles.details}>
      <FileFields {...props} />
      <Attributes {...props} />
    </Stack>
  );
}

function FileFields({ label, errors, disabled, onChange }: LabelDetailsProps) {
  const { help, limits } = useDescription();
  return (
    <Group gap="sm" align="flex-end" grow>
      <TextInput
        label="Key"
        description="Stored in answers. It never changes."
        value={label.key}
        readOnly
        error={errors.key}
        classNames={{ input: styles.mono }}
      />
      <NumberInput
        label="Number in COCO files"
        description={help.category_id}
        min={0}
        allowDecimal={false}
        value={label.category_id ?? ""}
        error={errors.category_id}
        disabled={disabled}
        onChange={(id) => {
          onChange({ category_id: id === "" ? null : Number(id) });
        }}
      />
      <TextInput
        label="Group in COCO files"
        description={help.supercategory}
        maxLength={limits.title}
        value={label.supercategory}
        error={errors.supercategory}
        disabled={disabled}
        onChange={(event) => {
          onChange({ supercategory: event.currentTarget.value });
        }}
      />
    </Group>
  );
}

function Attributes({ label, used, errors, disabled, onChange }: LabelDetailsProps) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const { attributes } = label;
  /** Asks first if answers may have what is lost. */
  const change = (next: Attribute[], asked: Omit<Asking, "next"> | null) => {
    if (used && asked) setAsking({ ...asked, next });
    else onChange({ attributes: next });
  };
  return (
    <Stack gap="sm">
      <Text fw={600}>Attributes</Text>
      {attributes.map((attribute, at) => (
        <AttributeForm
          key={attribute.key}
          attribute={attribute}
          errors={fieldsUnder(errors, `attributes.${String(at)}`)}
          disabled={disabled}
          onChange={(next) => {
            change(attributes.with(at, next), askOfChange(attribute, next));
          }}
          onRemove={() => {
            change(attributes.toSpliced(at, 1), askOfRemoval(attribute));
          }}
        />
      ))}
      <NewAttribute
        attributes={attributes}
        disabled={disabled}
        onAdd={(attribute) => {
          onChange({ attributes: [...attributes, attribute] });
        }}
      />
      <ConfirmDialog
        opened={asking !== null}
        title={asking?.title ?? ""}
        action={asking?.action ?? ""}
        danger
        onConfirm={() => {
          if (asking) onChange({ attributes: asking.next });
          setAsking(null);
        }}
        onClose={() => {
          setAsking(null);
        }}
      >
        Boxes with the label “{label.title}” may have {asking?.lost}. This is no longer asked, shown or measured.
      </ConfirmDialog>
    </Stack>
  );
}

/** What a person must agree to before the attributes become `next`. */
interface Asking {
  title: string;
  action: string;
  lost: string;
  next: Attribute[];
}

function askOfRemoval({ title }: Attribute): Omit<Asking, "next"> {
  return { title: `Remove “${title}”?`, action: "Remove", lost: "this attribute" };
}

function askOfChange(before: Attribute, after: Attribute): Omit<Asking, "next"> | null {
  const lost = lostBy(before, after);
  return lost === null ? null : { title: `Change “${before.title}”?`, action: "Change", lost };
}

interface NewAttributeProps {
  attributes: readonly Attribute[];
  disabled?: boolean;
  onAdd: (attribute: Attribute) => void;
}

function NewAttribute({ attributes, disabled, onAdd }: NewAttributeProps) {
  const { limits } = useDescription();
  const [title, setTitle] = useState("");

  function handleAdd() {
    if (!title.trim()) return;
    const taken = attributes.map(({ key }) => key);
    onAdd(newAttribute(title.trim(), taken));
    setTitle("");
  }

  return (
    <Group gap="xs">
      <TextInput
        aria-label="Title of a new attribute"
        placeholder="New attribute"
        maxLength={limits.title}
        value={title}
        disabled={disabled}
        onChange={(event) => {
          setTitle(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          handleAdd();
        }}
      />
      <Button
        variant="default"
        leftSection={<Icon name="plus" size={15} />}
        disabled={disabled || !title.trim() || attributes.length >= limits.attributes}
        onClick={handleAdd}
      >
        Add attribute
      </Button>
    </Group>
  );
}
