import { NumberInput } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";

import { useStage } from "../stage";
import type { Box, Rect } from "../types";
import styles from "./panels.module.css";
import { type Side, withSide } from "./placing";

const SIDES: { side: Side; label: string }[] = [
  { side: "x", label: "x" },
  { side: "y", label: "y" },
  { side: "width", label: "Width" },
  { side: "height", label: "Height" },
];

/** Where a box lies, in numbers. */
export function PlaceFields({ box, disabled }: { box: Box; disabled: boolean }) {
  const { act, context } = useStage();
  const change = (side: Side, value: number) => {
    const rect = withSide(box, side, value, context.content.image, context.settings.min_size);
    act({ type: "place", rects: new Map([[box.id, rect]]) });
  };
  return (
    <div className={styles.place}>
      {SIDES.map(({ side, label }) => (
        <SideField
          key={side}
          label={label}
          value={box[side]}
          disabled={disabled}
          onChange={(value) => {
            change(side, value);
          }}
        />
      ))}
    </div>
  );
}

interface SideFieldProps {
  label: string;
  value: Rect[Side];
  disabled: boolean;
  onChange: (value: number) => void;
}

/** Takes effect when typing is over: half a number would move the box. */
function SideField({ label, value, disabled, onChange }: SideFieldProps) {
  const [typed, setTyped] = useState<number | string | null>(null);

  function handleDone() {
    if (typed !== null && typed !== "" && Number(typed) !== value) onChange(Number(typed));
    setTyped(null);
  }

  function handleKey(event: KeyboardEvent) {
    if (event.key === "Enter") handleDone();
    if (event.key === "Escape" && typed !== null) {
      event.preventDefault();
      setTyped(null);
    }
  }

  return (
    <NumberInput
      size="xs"
      label={label}
      decimalScale={3}
      hideControls
      classNames={{ input: styles.side }}
      value={typed ?? value}
      disabled={disabled}
      onChange={setTyped}
      onBlur={handleDone}
      onKeyDown={handleKey}
    />
  );
}
