import { Radio, SimpleGrid, Stack } from "@mantine/core";

import type { FolderFacts } from "@/api/types";

interface FolderOptionsProps {
  options: FolderFacts["options"];
  chosen: Record<string, string>;
  errors: Record<string, string>;
  onChange: (chosen: Record<string, string>) => void;
}

/** What the files do not say of themselves, so whoever imports them is asked. */
export function FolderOptions({ options, chosen, errors, onChange }: FolderOptionsProps) {
  if (options.length === 0) return null;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
      {options.map(({ key, title, help, choices }) => (
        <Radio.Group
          key={key}
          label={title}
          description={help}
          value={chosen[key] ?? null}
          error={errors[`options.${key}`]}
          onChange={(value) => {
            onChange({ ...chosen, [key]: value });
          }}
        >
          <Stack gap="xs" mt="xs">
            {choices.map((choice) => (
              <Radio key={choice.value} value={choice.value} label={choice.title} />
            ))}
          </Stack>
        </Radio.Group>
      ))}
    </SimpleGrid>
  );
}

export const defaultsOf = ({ options }: FolderFacts) =>
  Object.fromEntries(options.map(({ key, choices }) => [key, choices[0]?.value ?? ""]));
