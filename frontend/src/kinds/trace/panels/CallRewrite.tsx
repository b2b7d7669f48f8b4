import { Autocomplete, Textarea } from "@mantine/core";
import { useState } from "react";

import { isSame } from "@/lib/same";

import { argumentsProblem, LONGEST_TOOL } from "../answering/rewrites";
import { shownWords } from "../conversation/controls";
import { useDesk } from "../desk";
import type { Rewrite, TraceNode } from "../types";
import { FIELDS } from "./opening";
import { ProblemOf } from "./Panel";
import styles from "./panels.module.css";
import { argumentsText, callOf, parseArguments, rewriteOf } from "./rewriting";
import { WordDiff } from "./WordDiff";

const LONGEST = 500_000;

/** The call that should have been made. What is no JSON yet is kept too, but the answer is not complete with it. */
export function CallRewrite({ node, path }: { node: TraceNode; path: string }) {
  const { act, answer, disabled, trace } = useDesk();
  const given = answer.steps[node.id]?.rewrite;
  const kept = given && "name" in given ? given : null;
  const original = node.tool ? argumentsText(node.tool) : "{}";
  const shown = kept ? textOfCall(kept) : original;
  // JSON is kept without the spaces it was typed with, so while it says what is kept it stands as it was typed; after
  // an undo it does not.
  const [typed, setTyped] = useState(shown);
  const name = kept?.name ?? node.tool?.name ?? "";
  const isKept = isSame(rewriteOf(callOf(name, typed), node), kept);
  const text = isKept ? typed : shown;
  const parsed = parseArguments(text);
  const keep = (nextName: string, nextText: string) => {
    setTyped(nextText);
    act({ type: "setRewrite", node: node.id, rewrite: rewriteOf(callOf(nextName, nextText), node) });
  };
  return (
    <>
      <Autocomplete
        size="xs"
        label="Tool"
        data={[...new Set(trace.content.tools.map((tool) => tool.name))]}
        renderOption={({ option }) => <bdi>{shownWords(option.value)}</bdi>}
        maxLength={LONGEST_TOOL}
        data-path={`${path}.name`}
        value={name}
        disabled={disabled}
        onChange={(next) => {
          keep(next, text);
        }}
      />
      <ProblemOf path={`${path}.name`} />
      <Textarea
        id={FIELDS.rewrite}
        size="xs"
        label="Arguments as JSON"
        classNames={{ input: styles.mono }}
        autosize
        minRows={3}
        maxRows={16}
        maxLength={LONGEST}
        data-path={`${path}.arguments`}
        value={text}
        error={parsed.ok ? sentence(argumentsProblem(parsed.value)) : parsed.problem}
        disabled={disabled}
        onChange={(event) => {
          keep(name, event.currentTarget.value);
        }}
      />
      {text !== original && <WordDiff before={original} after={text} />}
    </>
  );
}

type Call = Exclude<Rewrite, { text: string }>;

function textOfCall(call: Call): string {
  return "unread" in call ? call.unread : JSON.stringify(call.arguments, null, 2);
}

function sentence(text: string | null): string | undefined {
  return text === null ? undefined : text.charAt(0).toUpperCase() + text.slice(1);
}
