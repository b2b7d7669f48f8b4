import { Progress, Text } from "@mantine/core";
import { type ChangeEvent, type DragEvent, useId, useState } from "react";

import { chosenFiles, droppedFiles } from "@/lib/dropped";
import type { PackedFile } from "@/lib/tar";

import styles from "./FileDrop.module.css";
import { Icon } from "./Icon";

interface FileDropProps {
  label: string;
  help: string;
  accept: string;
  /** 0…1 while a file is on its way. */
  progress: number | null;
  /** Whether several files, or a folder, may come at once. */
  several?: boolean;
  onFiles: (files: PackedFile[]) => void;
}

/** Choose files by click, keyboard or drop. */
export function FileDrop({ label, help, accept, progress, several = false, onFiles }: FileDropProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  const busy = progress !== null;

  function handleDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    if (!busy) void droppedFiles(event.dataTransfer).then(hand);
  }

  function handleChoice(event: ChangeEvent<HTMLInputElement>) {
    if (event.currentTarget.files) hand(chosenFiles(event.currentTarget.files));
    event.currentTarget.value = "";
  }

  function hand(files: PackedFile[]) {
    const taken = several ? files : files.slice(0, 1);
    if (taken.length > 0) onFiles(taken);
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
        multiple={several}
        disabled={busy}
        aria-describedby={`${id}-help`}
        onChange={handleChoice}
      />
      <label htmlFor={id} className={styles.label}>
        <Icon name="upload" size={26} />
        <span className={styles.title}>{label}</span>
        <Text id={`${id}-help`} size="sm" c="dimmed" component="span" ta="center">
          {help}
        </Text>
      </label>
      {several && (
        <div className={styles.folder}>
          <input
            id={`${id}-folder`}
            type="file"
            className="visually-hidden"
            ref={(input) => {
              if (input) input.webkitdirectory = true;
            }}
            disabled={busy}
            onChange={handleChoice}
          />
          <label htmlFor={`${id}-folder`}>or choose a folder</label>
        </div>
      )}
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
