import { Button, Group, Textarea } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";

import { nameOf } from "./acting";
import { newId } from "./ids";
import { type OpenComment, useStage, useStageState, useViewport } from "./stage";
import styles from "./stage.module.css";
import { toScreen } from "./viewport";

const MOST_CHARACTERS = 1000;
const WIDTH = 280;

/** The comment that is open, beside its place on the picture. */
export function CommentBubble() {
  const comment = useStageState((state) => state.comment);
  return comment && <Bubble key={comment.id ?? `${comment.x} ${comment.y}`} comment={comment} />;
}

function Bubble({ comment }: { comment: OpenComment }) {
  const stage = useStage();
  const before = stage.answer.comments.find((each) => each.id === comment.id)?.text ?? "";
  const [text, setText] = useState(before);
  const left = useViewport((viewport) => Math.min(toScreen(viewport, comment).x + 16, viewport.width - WIDTH - 8));
  const top = useViewport((viewport) => Math.max(8, Math.min(toScreen(viewport, comment).y, viewport.height - 150)));

  function close() {
    stage.state.set({ comment: null });
    document.querySelector<HTMLElement>("[data-stage]")?.focus({ preventScroll: true });
  }

  function handleSave() {
    const { x, y, box } = comment;
    const words = text.trim();
    if (words !== "") stage.act({ type: "comment", comment: { id: comment.id ?? newId(), box, x, y, text: words } });
    close();
  }

  function handleDelete() {
    if (comment.id !== null) stage.act({ type: "delete_comment", id: comment.id });
    close();
  }

  function handleKey(event: KeyboardEvent) {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey) handleSave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      className={styles.bubble}
      style={{ left: Math.max(8, left), top, width: WIDTH }}
      role="dialog"
      aria-label="Comment"
    >
      <div className={styles.about}>{comment.box === null ? "On this point" : `On ${nameOf(stage, comment.box)}`}</div>
      <Textarea
        aria-label="Comment"
        placeholder="What should the reviewer know?"
        autoFocus
        autosize
        minRows={2}
        maxRows={6}
        maxLength={MOST_CHARACTERS}
        readOnly={stage.disabled}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
        onFocus={(event) => {
          event.currentTarget.setSelectionRange(text.length, text.length);
        }}
        onKeyDown={handleKey}
      />
      <Group gap="xs" mt="xs" justify="flex-end">
        {comment.id !== null && !stage.disabled && (
          <Button size="compact-sm" variant="subtle" color="bad" onClick={handleDelete}>
            Delete
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={close}>
          {stage.disabled ? "Close" : "Cancel"}
        </Button>
        {!stage.disabled && (
          <Button size="compact-sm" disabled={text.trim() === ""} onClick={handleSave}>
            Save
          </Button>
        )}
      </Group>
    </div>
  );
}
