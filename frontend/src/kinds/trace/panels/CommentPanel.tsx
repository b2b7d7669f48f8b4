import { Textarea } from "@mantine/core";

import { useDesk } from "../desk";
import { FIELDS } from "./opening";
import { Key, Panel } from "./Panel";

const LONGEST = 10_000;

/** A remark about a node for whoever reviews the answer. */
export function CommentPanel({ node }: { node: string }) {
  const { act, answer, disabled } = useDesk();
  const text = answer.steps[node]?.comment ?? "";
  if (disabled && text === "") return null;
  return (
    <Panel title="Comment to the reviewer" path={`steps.${node}.comment`} aside={<Key shortcut="c" />}>
      <Textarea
        id={FIELDS.comment}
        size="xs"
        aria-label="Comment to the reviewer"
        autosize
        minRows={1}
        maxRows={8}
        maxLength={LONGEST}
        value={text}
        disabled={disabled}
        onChange={(event) => {
          act({ type: "setComment", node, text: event.currentTarget.value });
        }}
      />
    </Panel>
  );
}
