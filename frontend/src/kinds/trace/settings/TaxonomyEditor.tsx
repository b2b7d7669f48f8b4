import { Button, Group, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";

import { Icon } from "@/ui/Icon";

import type { Usage } from "../../defineKind";
import type { Settings, Taxonomy } from "../types";
import { CodeRow } from "./CodeRow";
import { freshCode, severitiesOf, taxonomyOf, withCode, withoutCode } from "./codes";
import type { Description } from "./description";

interface TaxonomyEditorProps {
  taxonomy: Settings["taxonomy"];
  known: Description;
  usage: Usage;
  errors: Record<string, string>;
  disabled?: boolean;
  onChange: (taxonomy: Settings["taxonomy"]) => void;
}

/** The kinds of errors that people mark: a published taxonomy, perhaps changed, or one of the project's own. */
export function TaxonomyEditor({ taxonomy, known, usage, errors, disabled, onChange }: TaxonomyEditorProps) {
  const inUse = taxonomy?.codes.some(({ key }) => usage[key]);
  return (
    <Stack gap="sm" role="group" aria-label="Error taxonomy">
      <Select
        label="Error taxonomy"
        description={known.help.taxonomy}
        data={[
          { value: "none", label: "None: errors are not classified" },
          ...known.taxonomies.map(({ key, title, help }) => ({ value: key, label: `${title} · ${help}` })),
          { value: "own", label: "Our own" },
        ]}
        value={taxonomy?.preset ?? "none"}
        disabled={disabled || inUse}
        error={errors.taxonomy}
        maw={640}
        allowDeselect={false}
        onChange={(preset) => {
          if (preset) onChange(taxonomyOf(preset, known));
        }}
      />
      {inUse && (
        <Text size="sm" c="dimmed">
          Answers use this taxonomy, so it cannot be exchanged. Its codes can be renamed, added to and archived.
        </Text>
      )}
      {taxonomy && <Fields {...{ taxonomy, known, usage, errors, disabled, onChange }} />}
    </Stack>
  );
}

type FieldsProps = TaxonomyEditorProps & { taxonomy: Taxonomy };

function Fields({ taxonomy, known, usage, errors, disabled, onChange }: FieldsProps) {
  return (
    <>
      <Group grow align="flex-start" maw={760}>
        <TextInput
          label="Name"
          value={taxonomy.title}
          error={errors["taxonomy.title"]}
          disabled={disabled}
          onChange={(event) => {
            onChange({ ...taxonomy, title: event.currentTarget.value });
          }}
        />
        <Select
          label="How often an error is marked"
          data={known.counting
            .filter(({ value }) => value !== "last")
            .map(({ value, title }) => ({ value, label: title }))}
          value={taxonomy.counting}
          disabled={disabled}
          allowDeselect={false}
          onChange={(counting) => {
            onChange({ ...taxonomy, counting: counting as Taxonomy["counting"] });
          }}
        />
        <Severities {...{ taxonomy, errors, disabled, onChange }} />
      </Group>
      <Stack gap={0} component="ul" p={0} m={0} aria-label="Codes">
        {taxonomy.codes.map((code, index) => (
          <CodeRow
            key={code.key}
            code={code}
            uses={usage[code.key]?.mentions ?? 0}
            counting={known.counting}
            problem={errors[`taxonomy.codes.${String(index)}.title`] ?? errors[`taxonomy.codes.${String(index)}.key`]}
            disabled={disabled}
            onChange={(change) => {
              onChange(withCode(taxonomy, code.key, change));
            }}
            onRemove={() => {
              onChange(withoutCode(taxonomy, code.key, usage[code.key] !== undefined));
            }}
          />
        ))}
      </Stack>
      {errors["taxonomy.codes"] && (
        <Text size="sm" c="var(--ts-bad)">
          {errors["taxonomy.codes"]}
        </Text>
      )}
      {!disabled && <AddCode {...{ taxonomy, onChange }} />}
    </>
  );
}

function Severities({
  taxonomy,
  errors,
  disabled,
  onChange,
}: Pick<FieldsProps, "taxonomy" | "errors" | "disabled" | "onChange">) {
  const [text, setText] = useState(() => taxonomy.severities.map(({ title }) => title).join("\n"));
  return (
    <Textarea
      label="Severities, worst first"
      autosize
      minRows={1}
      maxRows={6}
      value={text}
      error={errors["taxonomy.severities"]}
      disabled={disabled}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange({ ...taxonomy, severities: severitiesOf(event.currentTarget.value, taxonomy.severities) });
      }}
    />
  );
}

function AddCode({ taxonomy, onChange }: Pick<FieldsProps, "taxonomy" | "onChange">) {
  const [title, setTitle] = useState("");
  const handleAdd = () => {
    if (!title.trim()) return;
    onChange({ ...taxonomy, codes: [...taxonomy.codes, freshCode(title.trim(), taxonomy.codes)] });
    setTitle("");
  };
  return (
    <Group gap="sm" align="flex-end">
      <TextInput
        label="New code"
        placeholder="What goes wrong"
        w={320}
        value={title}
        onChange={(event) => {
          setTitle(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          handleAdd();
        }}
      />
      <Button variant="light" leftSection={<Icon name="plus" size={14} />} onClick={handleAdd}>
        Add code
      </Button>
    </Group>
  );
}
