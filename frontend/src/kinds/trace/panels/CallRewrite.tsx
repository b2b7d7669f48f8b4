import { Autocomplete, Textarea } from "@mantine/core";
import { useState } from "react";

import { isSame } from "@/lib/same";

import { useDesk } from "../desk";
import type { Json, TraceNode } from "../types";
import { FIELDS } from "./opening";
import styles from "./panels.module.css";
import { argumentsText, parseArguments, rewriteOf } from "./rewriting";
import { WordDiff } from "./WordDiff";

const LONGEST = 500_000;

/** The call that should have been made. Arguments are kept as soon as they are valid JSON. */
export function CallRewrite({ node }: { node: TraceNode }) {
  const { act, answer, disabled, trace } = useDesk();
  const given = answer.steps[node.id]?.rewrite;
  const kept = given && "name" in given ? given : null;
  const original = node.tool ? argumentsText(node.tool) : "{}";
  const shown = kept ? JSON.stringify(kept.arguments, null, 2) : original;
  const keptValue = kept?.arguments ?? node.tool?.arguments ?? {};
  // What is being typed; after an undo, what is kept.
  const [typed, setTyped] = useState({ text: shown, kept });
  const text = typed.kept === kept || isJsonOf(typed.text, keptValue) ? typed.text : shown;
  const parsed = parseArguments(text);
  const name = kept?.name ?? node.tool?.name ?? "";
  const keep = (nextName: string, value: Json) => {
    act({ type: "setRewrite", node: node.id, rewrite: rewriteOf({ name: nextName, arguments: value }, node) });
  };
  return (
    <>
      <Autocomplete
        size="xs"
        label="Tool"
        data={[...new Set(trace.content.tools.map((tool) => tool.name))]}
        value={name}
        disabled={disabled}
        onChange={(next) => {
          keep(next, parsed.ok ? parsed.value : keptValue);
        }}
      />
      <Textarea
        id={FIELDS.rewrite}
        size="xs"
        label="Arguments as JSON"
        classNames={{ input: styles.mono }}
        autosize
        minRows={3}
        maxRows={16}
        maxLength={LONGEST}
        value={text}
        error={parsed.ok ? undefined : parsed.problem}
        disabled={disabled}
        onChange={(event) => {
          const next = event.currentTarget.value;
          const result = parseArguments(next);
          setTyped({ text: next, kept });
          if (result.ok) keep(name, result.value);
        }}
      />
      {text !== original && <WordDiff before={original} after={text} />}
    </>
  );
}

function isJsonOf(text: string, value: Json): boolean {
  const parsed = parseArguments(text);
  return parsed.ok && isSame(parsed.value, value);
}
