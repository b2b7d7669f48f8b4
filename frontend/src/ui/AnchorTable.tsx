import { ActionIcon, Button, NumberInput, Table, Text, Textarea, TextInput } from "@mantine/core";

import type { Anchor } from "@/lib/scales";

import { Icon } from "./Icon";

interface AnchorTableProps {
  /** The name of the list in the scale, as it stands in the paths of errors. */
  part: "anchors" | "options";
  numeric?: boolean;
  rows: Anchor[];
  next: (rows: Anchor[]) => Anchor;
  errors: Record<string, string>;
  onChange: (rows: Anchor[]) => void;
}

/** The values of a scale with what they are called and what they mean. */
export function AnchorTable({ part, numeric, rows, next, errors, onChange }: AnchorTableProps) {
  const change = (index: number, field: Partial<Anchor>) => {
    const row = rows[index];
    if (row) onChange(rows.with(index, { ...row, ...field }));
  };
  return (
    <div>
      <Table highlightOnHover={false} verticalSpacing={4} horizontalSpacing={4} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={numeric ? 76 : 120}>Value</Table.Th>
            <Table.Th w="30%">Label</Table.Th>
            <Table.Th>What it means</Table.Th>
            <Table.Th w={36}>
              <span className="visually-hidden">Remove</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, index) => (
            <AnchorRow
              key={index}
              row={row}
              number={index + 1}
              numeric={numeric}
              problem={(field) => errors[`${part}.${String(index)}.${field}`]}
              onChange={(field) => {
                change(index, field);
              }}
              onRemove={() => {
                onChange(rows.toSpliced(index, 1));
              }}
            />
          ))}
        </Table.Tbody>
      </Table>
      {errors[part] && (
        <Text size="sm" c="var(--ts-bad)">
          {errors[part]}
        </Text>
      )}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<Icon name="plus" size={14} />}
        onClick={() => {
          onChange([...rows, next(rows)]);
        }}
      >
        Add value
      </Button>
    </div>
  );
}

interface AnchorRowProps {
  row: Anchor;
  number: number;
  numeric?: boolean;
  problem: (field: keyof Anchor) => string | undefined;
  onChange: (field: Partial<Anchor>) => void;
  onRemove: () => void;
}

function AnchorRow({ row, number, numeric, problem, onChange, onRemove }: AnchorRowProps) {
  const named = (what: string) => `${what} of value ${String(number)}`;
  return (
    <Table.Tr>
      <Table.Td>
        {numeric ? (
          <NumberInput
            aria-label={`Value ${String(number)}`}
            size="xs"
            allowDecimal={false}
            value={Number(row.value)}
            error={problem("value")}
            onChange={(value) => {
              onChange({ value: Number(value) });
            }}
          />
        ) : (
          <TextInput
            aria-label={`Value ${String(number)}`}
            size="xs"
            value={String(row.value)}
            error={problem("value")}
            onChange={(event) => {
              onChange({ value: event.currentTarget.value });
            }}
          />
        )}
      </Table.Td>
      <Table.Td>
        <TextInput
          aria-label={named("Label")}
          size="xs"
          value={row.label}
          error={problem("label")}
          onChange={(event) => {
            onChange({ label: event.currentTarget.value });
          }}
        />
      </Table.Td>
      <Table.Td>
        <Textarea
          aria-label={named("Meaning")}
          size="xs"
          autosize
          minRows={1}
          value={row.description ?? ""}
          error={problem("description")}
          onChange={(event) => {
            onChange({ description: event.currentTarget.value });
          }}
        />
      </Table.Td>
      <Table.Td>
        <ActionIcon variant="subtle" color="gray" aria-label={`Remove value ${String(number)}`} onClick={onRemove}>
          <Icon name="cross" size={14} />
        </ActionIcon>
      </Table.Td>
    </Table.Tr>
  );
}
