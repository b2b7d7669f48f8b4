import { Button, Tooltip } from "@mantine/core";

import { type Command, shortcutKeys } from "@/lib/commands";

import styles from "./workspace.module.css";

interface CommandButtonProps {
  command: Command;
  primary?: boolean;
}

/** A command as a button that shows its key. */
export function CommandButton({ command, primary = false }: CommandButtonProps) {
  const keys = command.shortcut ? shortcutKeys(command.shortcut) : [];
  return (
    <Tooltip label={[command.label, ...(keys.length > 0 ? [`(${keys.join(" + ")})`] : [])].join(" ")}>
      <Button
        size="compact-sm"
        variant={primary ? "filled" : "subtle"}
        color={primary ? undefined : "gray"}
        disabled={command.disabled}
        onClick={command.run}
        className={primary ? undefined : styles.quietButton}
      >
        {command.label}
        {keys.length > 0 && (
          <span className={styles.buttonKeys} aria-hidden>
            {keys.join(" ")}
          </span>
        )}
      </Button>
    </Tooltip>
  );
}
