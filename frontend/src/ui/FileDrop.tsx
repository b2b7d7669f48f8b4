import { Progress, Text } from "@mantine/core";
import { type DragEvent, useId, useState } from "react";

import styles from "./FileDrop.module.css";
import { Icon } from "./Icon";

interface FileDropProps {
  label: string;
  help: string;
  accept: string;
  /** 0…1 while a file is on its way. */
  progress: number | null;
  onFile: (file: File) => void;
}

/** Choose a file by click, keyboard or drop. */
export function FileDrop({ label, help, accept, progress, onFile }: FileDropProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  const busy = progress !== null;

  function handleDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !busy) onFile(file);
  }

  return (
    <div
      className={styles.drop}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={handleDrop}
    >
      <input
        id={id}
        type="file"
        className="visually-hidden"
        accept={accept}
        disabled={busy}
        aria-describedby={`${id}-help`}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) onFile(file);
          event.currentTarget.value = "";
        }}
      />
      <label htmlFor={id} className={styles.label}>
        <Icon name="upload" size={26} />
        <span className={styles.title}>{label}</span>
        <Text id={`${id}-help`} size="sm" c="dimmed" component="span" ta="center">
          {help}
        </Text>
      </label>
      {busy && (
        <Progress
          value={progress * 100}
          aria-label="Upload"
          size="sm"
          animated={progress >= 1}
          className={styles.progress}
        />
      )}
    </div>
  );
}
