import { Tooltip } from "@mantine/core";

import { counted } from "@/lib/format";

import { useDeskCore } from "../desk";
import { durationOf } from "../steps";
import { FirstErrorPin } from "../timeline/StepMark";
import { fewDigits, isFailure, KIND_WORDS, tokenWords } from "../timeline/words";
import type { TraceNode } from "../types";
import { AgentChip } from "./AgentChip";
import styles from "./conversation.module.css";
import { shortDuration } from "./durations";
import { KindIcon } from "./KindIcon";
import { LabelButtons } from "./LabelButtons";
import type { CardFacts } from "./StepCard";
import { TraceWords } from "./TraceWords";

/** Number, kind, agent and costs of a node, and the buttons for its label. */
export function CardHead({ node, step, selected, pinned, beyond, errors }: CardFacts) {
  const { trace } = useDeskCore();
  const number = trace.number.get(node.id);
  // A result stands below its call, which says whose it is.
  const agent = node.kind === "tool_result" ? "" : node.agent;
  return (
    <header className={styles.head}>
      {number !== undefined && <span className={styles.number}>{number}</span>}
      <span className={styles.kind}>
        <KindIcon kind={node.kind} />
        {KIND_WORDS[node.kind]}
        {node.tool && (
          <code className={styles.toolName}>
            <TraceWords>{node.tool.name}</TraceWords>
          </code>
        )}
      </span>
      {agent && <AgentChip trace={trace} agent={agent} />}
      {isFailure(node) && node.kind !== "error" && <span className={styles.failed}>failed</span>}
      <Facts node={node} />
      <span className={styles.given}>
        {errors > 0 && <span className={styles.errors}>{counted(errors, "error")}</span>}
        {pinned && <FirstErrorPin withWords />}
        {number !== undefined && <LabelButtons node={node.id} step={step} selected={selected} beyond={beyond} />}
      </span>
    </header>
  );
}

function Facts({ node }: { node: TraceNode }) {
  // What happened at one moment, such as a message that came in, took no time to speak of.
  const duration = durationOf(node) || null;
  if (duration === null && node.tokens === null) return null;
  return (
    <span className={styles.facts}>
      {duration !== null && <span>{shortDuration(duration)}</span>}
      {node.tokens && (
        <Tooltip label={`Tokens: ${tokenWords(node.tokens)}`}>
          <span>{fewDigits(node.tokens.input + node.tokens.output)} tok</span>
        </Tooltip>
      )}
    </span>
  );
}
