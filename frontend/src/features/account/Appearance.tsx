import { type MantineColorScheme, SegmentedControl, useMantineColorScheme } from "@mantine/core";

import { Section } from "@/ui/Section";

const THEMES: { value: MantineColorScheme; label: string }[] = [
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
  { value: "auto", label: "As the system" },
];

/** The theme of this browser. */
export function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Section title="Appearance" help="Kept in this browser.">
      <SegmentedControl
        aria-label="Theme"
        data={THEMES}
        value={colorScheme}
        onChange={(theme) => {
          setColorScheme(theme as MantineColorScheme);
        }}
      />
    </Section>
  );
}
