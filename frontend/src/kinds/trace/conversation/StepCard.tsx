import { memo } from "react";

import type { Handoff } from "../steps";
import type { StepAnswer, TraceNode } from "../types";
import { CardHead } from "./CardHead";
import styles from "./conversation.module.css";
import { FoldedText } from "./FoldedText";
import { HandoffRow } from "./HandoffRow";
import { ToolCall } from "./ToolCall";

export interface CardFacts {
  node: TraceNode;
  /** What the answer says of this node. */
  step: StepAnswer | undefined;
  selected: boolean;
  /** The first error is pinned here. */
  pinned: boolean;
  /** The project stops at the first error, and this comes after it. */
  beyond: boolean;
  /** How many errors are marked here. */
  errors: number;
  handoff: Handoff | undefined;
}

/** One node of the trace: what it is, who did it, what it says, and its label. */
export const StepCard = memo(function StepCard(facts: CardFacts) {
  const { node, handoff } = facts;
  const markdown = MARKDOWN.has(node.kind);
  return (
    <>
      <CardHead {...facts} />
      <div className={styles.body}>
        {node.text_parts.map((text, part) => (
          <FoldedText key={part} node={node.id} part={part} text={text} markdown={markdown} />
        ))}
        {node.kind === "tool_call" && node.tool && <ToolCall node={node.id} tool={node.tool} step={facts.step} />}
        {node.text_parts.length === 0 && !node.tool && node.kind !== "handoff" && (
          <span className={styles.quiet}>No text.</span>
        )}
      </div>
      {handoff && <HandoffRow handoff={handoff} answers={facts.step?.handoff} />}
    </>
  );
});

/** What people and models write; what tools and machines say is shown as it came. */
const MARKDOWN: ReadonlySet<TraceNode["kind"]> = new Set([
  "system",
  "user",
  "plan",
  "reasoning",
  "message",
  "handoff",
  "final",
]);
