import { Kbd } from "@mantine/core";

import { shortcutKeys } from "@/lib/commands";

import styles from "./Keys.module.css";

/** A shortcut drawn as keys. */
export function Keys({ shortcut }: { shortcut: string }) {
  return (
    <span className={styles.keys}>
      {shortcutKeys(shortcut).map((key, index) => (
        <Kbd key={`${key}${String(index)}`} size="xs">
          {key}
        </Kbd>
      ))}
    </span>
  );
}
