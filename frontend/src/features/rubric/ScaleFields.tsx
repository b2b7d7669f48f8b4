import { Group, NumberInput } from "@mantine/core";

import type { Anchor, Scale } from "@/api/types";
import { AnchorTable } from "@/ui/AnchorTable";

import { nextAnchor, nextOption } from "./editing";

interface ScaleFieldsProps {
  scale: Scale;
  errors: Record<string, string>;
  onChange: (scale: Scale) => void;
}

/** What a scale says beside its type. */
export function ScaleFields({ scale, errors, onChange }: ScaleFieldsProps) {
  switch (scale.type) {
    case "ordinal":
      return (
        <AnchorTable
          part="anchors"
          numeric
          rows={scale.anchors ?? []}
          next={nextAnchor}
          errors={errors}
          onChange={(anchors: Anchor[]) => {
            onChange({ ...scale, anchors });
          }}
        />
      );
    case "categorical":
      return (
        <AnchorTable
          part="options"
          rows={scale.options ?? []}
          next={nextOption}
          errors={errors}
          onChange={(options: Anchor[]) => {
            onChange({ ...scale, options });
          }}
        />
      );
    case "interval":
      return <RangeFields scale={scale} errors={errors} onChange={onChange} />;
    case "text":
      return (
        <NumberInput
          label="Fewest characters"
          min={0}
          max={10_000}
          value={scale.min_length ?? 0}
          error={errors.min_length}
          onChange={(value) => {
            onChange({ ...scale, min_length: Number(value) || 0 });
          }}
        />
      );
    case "binary":
      return null;
  }
}

const RANGE = [
  { key: "min", label: "Least" },
  { key: "max", label: "Greatest" },
  { key: "step", label: "Step" },
] as const;

function RangeFields({ scale, errors, onChange }: ScaleFieldsProps) {
  return (
    <Group grow align="flex-start">
      {RANGE.map(({ key, label }) => (
        <NumberInput
          key={key}
          label={label}
          value={scale[key] ?? ""}
          error={errors[key]}
          onChange={(value) => {
            onChange({ ...scale, [key]: value === "" ? undefined : Number(value) });
          }}
        />
      ))}
    </Group>
  );
}
