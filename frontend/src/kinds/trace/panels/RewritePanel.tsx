import { Button, Group, Textarea } from "@mantine/core";

import { Icon } from "@/ui/Icon";

import { LONGEST_TEXT } from "../answering/rewrites";
import { useDesk } from "../desk";
import type { TraceNode } from "../types";
import { CallRewrite } from "./CallRewrite";
import { FIELDS, useOpening } from "./opening";
import { Key, Panel, ProblemOf } from "./Panel";
import { rewriteOf, textOf } from "./rewriting";
import { WordDiff } from "./WordDiff";

/** What the step should have been. */
export function RewritePanel({ node }: { node: TraceNode }) {
  const { act, answer, disabled, trace } = useDesk();
  const { rewriting, rewrite: open } = useOpening();
  const given = answer.steps[node.id]?.rewrite;
  if (!trace.settings.rewrites || (disabled && !given)) return null;
  const isOpen = rewriting === node.id || given !== undefined;
  const path = `steps.${node.id}.rewrite`;
  return (
    <Panel title="Suggested rewrite" path={path} aside={<Key shortcut="e" />}>
      {isOpen ? (
        <>
          {node.kind === "tool_call" ? (
            <CallRewrite key={node.id} {...{ node, path }} />
          ) : (
            <TextRewrite {...{ node, path }} />
          )}
          {!disabled && (
            <Group gap={6}>
              <Button
                size="compact-xs"
                variant="subtle"
                color="gray"
                onClick={() => {
                  act({ type: "setRewrite", node: node.id, rewrite: null });
                  open(null);
                }}
              >
                Remove it
              </Button>
            </Group>
          )}
        </>
      ) : (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Icon name="edit" size={14} />}
          onClick={() => {
            open(node.id);
          }}
        >
          Write a better version
        </Button>
      )}
    </Panel>
  );
}

function TextRewrite({ node, path }: { node: TraceNode; path: string }) {
  const { act, answer, disabled } = useDesk();
  const given = answer.steps[node.id]?.rewrite;
  const before = textOf(node);
  const text = given && "text" in given ? given.text : before;
  return (
    <>
      <Textarea
        id={FIELDS.rewrite}
        size="xs"
        aria-label="Text of the better version"
        autosize
        minRows={4}
        maxRows={16}
        maxLength={LONGEST_TEXT}
        value={text}
        disabled={disabled}
        onChange={(event) => {
          act({ type: "setRewrite", node: node.id, rewrite: rewriteOf({ text: event.currentTarget.value }, node) });
        }}
      />
      <ProblemOf path={`${path}.text`} />
      {text !== before && <WordDiff before={before} after={text} />}
    </>
  );
}
