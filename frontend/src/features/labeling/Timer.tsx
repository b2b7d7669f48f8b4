import { Tooltip } from "@mantine/core";
import { useEffect, useState } from "react";

import styles from "./workspace.module.css";

/** Active time on this task. */
export function Timer({ readMs }: { readMs: () => number }) {
  const [milliseconds, setMilliseconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => {
      setMilliseconds(readMs());
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, [readMs]);
  return (
    <Tooltip label="Active time on this task: it runs while the page is in front of you, and stops after a minute without a sign of you.">
      <span className={styles.timer} role="timer" aria-label="Active time" tabIndex={0}>
        {sayClock(milliseconds)}
      </span>
    </Tooltip>
  );
}

export function sayClock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, "0")}`;
}
