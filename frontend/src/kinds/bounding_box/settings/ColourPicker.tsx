import { ColorInput, Popover, Stack, Text, UnstyledButton } from "@mantine/core";
import { useState } from "react";

import { Icon } from "@/ui/Icon";

import { useDescription } from "./description";
import { colourName } from "./palette";
import styles from "./settings.module.css";

interface ColourPickerProps {
  /** Whose colour it is. */
  name: string;
  colour: string;
  onChange: (colour: string) => void;
  disabled?: boolean;
}

/** A swatch that opens the palette; any other colour can be typed. */
export function ColourPicker({ name, colour, onChange, disabled }: ColourPickerProps) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" withArrow trapFocus>
      <Popover.Target>
        <UnstyledButton
          className={styles.swatch}
          style={{ background: colour }}
          aria-label={`Colour of ${name}: ${colourName(colour)}`}
          disabled={disabled}
          onClick={() => {
            setOpened(!opened);
          }}
        />
      </Popover.Target>
      <Popover.Dropdown aria-label={`Colour of ${name}`}>
        <Stack gap="xs" w={232}>
          <Swatches
            colour={colour}
            onPick={(picked) => {
              onChange(picked);
              setOpened(false);
            }}
          />
          <OtherColour colour={colour} onChange={onChange} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function Swatches({ colour, onPick }: { colour: string; onPick: (colour: string) => void }) {
  const { palette } = useDescription();
  return (
    <>
      <Text size="xs" c="dimmed">
        Told apart with colour blindness, too
      </Text>
      <div className={styles.swatches}>
        {palette.map((each) => (
          <UnstyledButton
            key={each}
            className={styles.swatch}
            style={{ background: each }}
            aria-label={colourName(each)}
            aria-pressed={each === colour.toUpperCase()}
            onClick={() => {
              onPick(each);
            }}
          >
            {each === colour.toUpperCase() && <Icon name="check" size={16} className={styles.picked} />}
          </UnstyledButton>
        ))}
      </div>
    </>
  );
}

const HEX = /^#[0-9a-f]{6}$/i;

/** Passed on only when it is a whole colour. */
function OtherColour({ colour, onChange }: { colour: string; onChange: (colour: string) => void }) {
  const [typed, setTyped] = useState(colour);
  return (
    <ColorInput
      size="xs"
      label="Another colour"
      withEyeDropper={false}
      popoverProps={{ withinPortal: false }}
      value={typed}
      error={HEX.test(typed) ? undefined : "Six hexadecimal digits after #."}
      onChange={(next) => {
        setTyped(next);
        if (HEX.test(next)) onChange(next.toUpperCase());
      }}
    />
  );
}
