import { ActionIcon, Button, Group, UnstyledButton } from "@mantine/core";

import { count } from "@/lib/format";
import { Icon } from "@/ui/Icon";

import { nameOf, setTool } from "../acting";
import { centreOf } from "../geometry";
import { zoomToRect } from "../looking";
import { type Stage, useStage, useStageState } from "../stage";
import type { Comment } from "../types";
import { Panel } from "./Panel";
import { PanelIcon } from "./PanelIcon";
import styles from "./panels.module.css";

const MOST_COMMENTS = 100;
/** So much of the image around a point is shown, in pixels. */
const AROUND = 80;

/** Remarks for whoever reads the answer, about a box or a point of the image. They are written on the picture. */
export function CommentsPanel() {
  const stage = useStage();
  const { comments } = stage.answer;
  if (stage.disabled && comments.length === 0) return null;
  return (
    <Panel title="Comments" aside={<span className={styles.count}>{count(comments.length)}</span>}>
      {!stage.disabled && <NewComment stage={stage} />}
      <ul className={styles.comments}>
        {comments.map((comment) => (
          <CommentRow key={comment.id} stage={stage} comment={comment} />
        ))}
      </ul>
    </Panel>
  );
}

function NewComment({ stage }: { stage: Stage }) {
  const last = useStageState((state) => state.selection.at(-1));
  const pointing = useStageState((state) => state.tool === "comment");
  const full = stage.answer.comments.length >= MOST_COMMENTS;
  const box = stage.answer.boxes.find(({ id }) => id === last);
  return (
    <Group gap={6}>
      <Button
        size="compact-sm"
        variant="default"
        disabled={full || !box}
        onClick={() => {
          if (box) stage.state.set({ comment: { id: null, box: box.id, ...centreOf(box) } });
        }}
      >
        On the selected box
      </Button>
      <Button
        size="compact-sm"
        variant={pointing ? "filled" : "default"}
        aria-pressed={pointing}
        disabled={full}
        leftSection={<PanelIcon name="point" size={13} />}
        onClick={() => {
          setTool(stage, pointing ? "select" : "comment");
        }}
      >
        On a point
      </Button>
      {full && <p className={styles.quiet}>{MOST_COMMENTS} comments are the most.</p>}
    </Group>
  );
}

function CommentRow({ stage, comment }: { stage: Stage; comment: Comment }) {
  const { id, box, x, y, text } = comment;
  const current = useStageState((state) => state.comment?.id === id);
  const target = stage.answer.boxes.find((each) => each.id === box);
  return (
    <li className={styles.comment} data-current={current}>
      <UnstyledButton
        className={styles.commentText}
        onClick={() => {
          zoomToRect(stage, target ?? { x: x - AROUND, y: y - AROUND, width: 2 * AROUND, height: 2 * AROUND });
          stage.state.set({ comment: { id, box, x, y } });
        }}
      >
        <span className={styles.quiet}>{target ? nameOf(stage, target.id) : "A point"}</span>
        {text}
      </UnstyledButton>
      {!stage.disabled && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={`Delete the comment “${text.slice(0, 40)}”`}
          onClick={() => {
            stage.act({ type: "delete_comment", id });
          }}
        >
          <Icon name="trash" size={14} />
        </ActionIcon>
      )}
    </li>
  );
}
