import { useMemo } from "react";

import { counted } from "@/lib/format";

import { useDeskCore, useDeskState } from "../desk";
import type { NodeTool, Settings, StepAnswer } from "../types";
import styles from "./conversation.module.css";
import { FoldedText } from "./FoldedText";
import { ARGUMENTS_PART, argumentsText } from "./toolText";

interface ToolCallProps {
  node: string;
  tool: NodeTool;
  step: StepAnswer | undefined;
}

/** The arguments of a call; what the machine says of them only once the person has judged them. */
export function ToolCall({ node, tool, step }: ToolCallProps) {
  const { trace, disabled } = useDeskCore();
  const asWritten = useDeskState((state) => state.plain);
  const { text, language } = useMemo(() => (asWritten ? { text: tool.raw } : argumentsText(tool)), [asWritten, tool]);
  return (
    <div className={styles.call}>
      {!tool.valid && <p className={styles.invalid}>Not valid JSON; shown as it came.</p>}
      {text === "" ? (
        <span className={styles.quiet}>No arguments.</span>
      ) : (
        <FoldedText node={node} part={ARGUMENTS_PART} text={text} language={language} />
      )}
      {tool.check && (disabled || isJudged(step, trace.settings)) && (
        <p className={styles.check} data-ok={tool.check.ok}>
          {tool.check.ok
            ? "By the machine: fits the tool’s schema."
            : `By the machine: ${counted(tool.check.problems.length, "problem")} with the tool’s schema.`}
        </p>
      )}
    </div>
  );
}

/** Whether the person has made up their mind, so that the machine cannot sway them. */
function isJudged(step: StepAnswer | undefined, { tool_calls }: Settings): boolean {
  if (tool_calls.verdict) return step?.tool?.verdict !== undefined;
  return !tool_calls.checks.includes("right_arguments") || step?.tool?.checks?.right_arguments !== undefined;
}
