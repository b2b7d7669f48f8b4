import { Button, Group, Popover, Slider, Stack, Switch, Text } from "@mantine/core";

import type { Command } from "@/lib/commands";

import { type Adjustments, useStageCore, useStageState } from "./stage";
import styles from "./stage.module.css";
import { ToolButton, ToolIcon } from "./ToolButton";
import { useOpen } from "./useOpen";

interface AdjustmentsMenuProps {
  invert: Command | undefined;
  reset: Command | undefined;
}

/** Brightness, contrast and inversion of the picture; the boxes stay as they are. */
export function AdjustmentsMenu({ invert, reset }: AdjustmentsMenuProps) {
  const [opened, toggle, close] = useOpen();
  const adjustments = useStageState((state) => state.adjustments);
  const isAdjusted = adjustments.brightness !== 1 || adjustments.contrast !== 1 || adjustments.invert;
  return (
    <Popover opened={opened} onDismiss={close} position="bottom-end" trapFocus withinPortal>
      <Popover.Target>
        <ToolButton
          command={{ id: "boxes.adjust", label: "Brightness and contrast", run: toggle }}
          data-adjusted={isAdjusted || undefined}
        >
          <ToolIcon name="adjust" />
        </ToolButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm" w={240}>
          <Amount name="brightness" title="Brightness" />
          <Amount name="contrast" title="Contrast" />
          <Group justify="space-between">
            <Switch size="sm" label="Invert" checked={adjustments.invert} onChange={invert?.run} />
            <Button size="compact-sm" variant="default" disabled={!isAdjusted} onClick={reset?.run}>
              As it is
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function Amount({ name, title }: { name: "brightness" | "contrast"; title: string }) {
  const { state } = useStageCore();
  const value = useStageState(({ adjustments }) => adjustments[name]);
  const change = (part: Partial<Adjustments>) => {
    state.set({ adjustments: { ...state.get().adjustments, ...part } });
  };
  return (
    <div>
      <Text size="sm" className={styles.amount}>
        {title}
        <span>{Math.round(100 * value)} %</span>
      </Text>
      <Slider
        thumbLabel={title}
        label={null}
        min={20}
        max={300}
        step={5}
        value={Math.round(100 * value)}
        onChange={(percent) => {
          change({ [name]: percent / 100 });
        }}
      />
    </div>
  );
}
