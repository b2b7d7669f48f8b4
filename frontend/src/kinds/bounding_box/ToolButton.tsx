import { Tooltip, UnstyledButton } from "@mantine/core";
import type { ComponentProps } from "react";

import { type Command, shortcutKeys } from "@/lib/commands";

import styles from "./stage.module.css";

interface ToolButtonProps extends ComponentProps<"button"> {
  command: Command;
  pressed?: boolean;
}

/** A command of the stage as a button of the toolbar. */
export function ToolButton({ command, pressed, className = "", ...others }: ToolButtonProps) {
  const keys = command.shortcut ? ` (${shortcutKeys(command.shortcut).join(" + ")})` : "";
  return (
    <Tooltip label={`${command.label}${keys}`}>
      <UnstyledButton
        className={`${styles.tool ?? ""} ${className}`}
        aria-label={command.label}
        aria-pressed={pressed}
        disabled={command.disabled}
        onClick={command.run}
        {...others}
      />
    </Tooltip>
  );
}

const PATHS = {
  select: "M6 3.5 18.5 12l-5.6 1.2-3 5.3z",
  draw: "M5 8V5h3M16 5h3v3M19 16v3h-3M8 19H5v-3M5 11v2M19 11v2M11 5h2M11 19h2",
  extreme: "M12 4.5v.01M19.5 12v.01M12 19.5v.01M4.5 12v.01",
  comment: "M4.5 5h15v11h-8l-4 3.5V16h-3z",
  snap: "M7 4v8a5 5 0 0 0 10 0V4M7 8h4M13 8h4M11 4v8a1 1 0 0 0 2 0V4",
  fit: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  adjust: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM12 4v16M12 8h6M12 12h8M12 16h6",
};

/** Decoration beside or instead of words: hidden from those who hear the page. */
export function ToolIcon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg
      width={18}
      height={18}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "extreme" ? 4.5 : 1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
