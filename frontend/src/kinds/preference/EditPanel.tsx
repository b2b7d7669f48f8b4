import { Button, SegmentedControl, Textarea } from "@mantine/core";
import { useMemo, useState } from "react";

import { Markdown } from "@/ui/Markdown";

import { useAnswering } from "./answering";
import styles from "./content.module.css";
import { wordDiff } from "./diff";
import { DiffText } from "./DiffText";
import { finalText } from "./sides";
import type { CandidateResponse } from "./types";

const LONGEST = 500_000;
const FACES = [
  { value: "write", label: "Write" },
  { value: "changes", label: "Changes" },
  { value: "preview", label: "Preview" },
];

/** A better version of a response, written in its place. */
export function EditPanel({ response }: { response: CandidateResponse }) {
  const { answer, act, edit, disabled } = useAnswering();
  const [face, setFace] = useState("write");
  const original = finalText(response);
  const text = answer.edit?.base === response.id ? answer.edit.text : original;
  return (
    <div className={styles.editor}>
      <div className={styles.editorHead}>
        <SegmentedControl size="xs" data={FACES} value={face} onChange={setFace} aria-label="Better version" />
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => {
            edit(null);
          }}
        >
          Done
        </Button>
      </div>
      {face === "write" && (
        <Textarea
          autoFocus
          aria-label="Text of the better version"
          className={styles.editorText}
          value={text}
          disabled={disabled}
          maxLength={LONGEST}
          onKeyDown={(event) => {
            if (event.key === "Escape") edit(null);
          }}
          onChange={(event) => {
            act({ type: "edit", edit: { base: response.id, text: event.currentTarget.value } });
          }}
        />
      )}
      {face === "changes" && <Changes original={original} text={text} />}
      {face === "preview" && (
        <div className={styles.columnBody} tabIndex={0} role="region" aria-label="Preview">
          <Markdown>{text}</Markdown>
        </div>
      )}
    </div>
  );
}

export function Changes({ original, text }: { original: string; text: string }) {
  const segments = useMemo(() => wordDiff(original, text), [original, text]);
  return (
    <div className={styles.columnBody} tabIndex={0} role="region" aria-label="Changes to the response">
      <DiffText segments={segments} />
    </div>
  );
}
