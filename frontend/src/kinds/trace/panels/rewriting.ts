import { diffLines, diffWordsWithSpace } from "diff";

import { isSame } from "@/lib/same";

import type { Json, Rewrite, TraceNode } from "../types";

// A better version of a step: its text, or the name and arguments of its call.

export function textOf({ text_parts }: Pick<TraceNode, "text_parts">): string {
  return text_parts.join("\n\n");
}

/** The arguments as a person edits them; those that are no JSON as they came, or as they were typed. */
export function argumentsText(tool: Pick<NonNullable<TraceNode["tool"]>, "arguments" | "raw" | "valid">): string {
  return tool.valid ? JSON.stringify(tool.arguments, null, 2) : tool.raw;
}

/** A call as it is typed: its arguments are read as soon as they are JSON, and kept as they are until then. */
export function callOf(name: string, text: string): Rewrite {
  const parsed = parseArguments(text);
  return parsed.ok ? { name, arguments: parsed.value } : { name, unread: text };
}

export type Parsed = { ok: true; value: Json } | { ok: false; problem: string };

export function parseArguments(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) as Json };
  } catch (error) {
    return { ok: false, problem: `This is no valid JSON. ${error instanceof Error ? error.message : ""}`.trim() };
  }
}

/** Null where the version says what the step says already. */
export function rewriteOf(rewrite: Rewrite, { text_parts, tool }: TraceNode): Rewrite | null {
  if ("text" in rewrite) return rewrite.text === textOf({ text_parts }) ? null : rewrite;
  if ("unread" in rewrite)
    return rewrite.name === tool?.name && rewrite.unread === argumentsText(tool) ? null : rewrite;
  const same = tool?.valid && rewrite.name === tool.name && isSame(rewrite.arguments, tool.arguments);
  return same ? null : rewrite;
}

export interface Segment {
  type: "same" | "removed" | "added";
  text: string;
}

/** Longer than this a person waits; the comparison by lines is quicker. */
const TIMEOUT_MS = 250;

/** What was taken away and what was added, by words; by lines where the texts are long and very different. */
export function wordDiff(before: string, after: string): Segment[] {
  const changes =
    diffWordsWithSpace(before, after, { timeout: TIMEOUT_MS }) ?? diffLines(before, after, { timeout: TIMEOUT_MS });
  if (!changes) return [removed(before), added(after)];
  return changes.map(({ value, added: isAdded, removed: isRemoved }) =>
    isAdded ? added(value) : isRemoved ? removed(value) : { type: "same", text: value },
  );
}

function removed(text: string): Segment {
  return { type: "removed", text };
}

function added(text: string): Segment {
  return { type: "added", text };
}
