import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";

import { counted } from "@/lib/format";
import { Icon } from "@/ui/Icon";

import { shownWords } from "../conversation/controls";
import { TraceWords } from "../conversation/TraceWords";
import { FirstErrorPin } from "../timeline/StepMark";
import { AgentDot } from "./AgentDot";
import styles from "./agents.module.css";
import type { AgentFacts } from "./graph";

export type AgentNode = Node<{ facts: AgentFacts; isFocus: boolean; isHere: boolean }, "agent">;

/** An agent in the drawing: its name, its steps, what went wrong. */
export function AgentShape({ data: { facts, isFocus, isHere } }: NodeProps<AgentNode>) {
  const { agent, steps, wrong, failures, firstError, responsible } = facts;
  return (
    <div
      className={styles.agent}
      title={shownWords(agent)}
      data-focus={isFocus || undefined}
      data-here={isHere || undefined}
      data-wrong={wrong > 0 || firstError || undefined}
      data-idle={steps.length === 0 || undefined}
    >
      {/* The lines are drawn where the layout put them; the library wants places for them all the same. */}
      <Handle type="target" position={Position.Top} className={styles.handle} isConnectable={false} />
      <span className={styles.agentHead}>
        <AgentDot agent={agent} />
        <TraceWords className={styles.agentName}>{agent}</TraceWords>
        {firstError && <FirstErrorPin />}
        {responsible && <span className={styles.responsible}>responsible</span>}
      </span>
      <span className={styles.agentFacts}>
        {counted(steps.length, "step")}
        {wrong > 0 && <span className={styles.bad}>{wrong} wrong</span>}
        {failures > 0 && (
          <span className={styles.bad} title="Nodes that ended in an error">
            <Icon name="alert" size={11} /> {failures}
          </span>
        )}
      </span>
      <Handle type="source" position={Position.Bottom} className={styles.handle} isConnectable={false} />
    </div>
  );
}
