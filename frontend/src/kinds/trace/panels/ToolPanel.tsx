import { TraceWords } from "../conversation/TraceWords";
import { useDesk } from "../desk";
import type { NodeTool, Settings, StepAnswer, TraceNode } from "../types";
import { Choices } from "./Choices";
import { FIELDS } from "./opening";
import { Field, Key, Panel } from "./Panel";
import styles from "./panels.module.css";
import { TOOL_CHECKS, TOOL_VERDICTS } from "./words";
import { YesNoRows } from "./YesNoRows";

/** What is asked of a tool call. */
export function ToolPanel({ node }: { node: TraceNode }) {
  const { act, answer, disabled, trace } = useDesk();
  const { verdict, checks } = trace.settings.tool_calls;
  const step = answer.steps[node.id];
  const path = `steps.${node.id}.tool`;
  if (!verdict && checks.length === 0) return null;
  return (
    <Panel
      title="Tool call"
      path={path}
      aside={
        <code className={styles.code}>
          <TraceWords>{node.tool?.name ?? ""}</TraceWords>
        </code>
      }
    >
      {verdict && (
        <Field title="Verdict" path={`${path}.verdict`} aside={<Key shortcut="t" />}>
          <Choices
            id={FIELDS.toolVerdict}
            label="Verdict on this tool call"
            choices={TOOL_VERDICTS.map((each) => ({ ...each, aside: each.value === "cannot_verify" }))}
            chosen={step?.tool?.verdict}
            disabled={disabled}
            layout="pair"
            onChoose={(next) => {
              act({ type: "setTool", node: node.id, verdict: next });
            }}
          />
        </Field>
      )}
      {checks.length > 0 && (
        <YesNoRows
          about="Checks of this tool call"
          questions={checks.map((check) => ({
            key: check,
            title: TOOL_CHECKS[check],
            path: `${path}.checks.${check}`,
            value: step?.tool?.checks?.[check],
          }))}
          onAnswer={(check, value) => {
            act({ type: "setToolCheck", node: node.id, check, value });
          }}
        />
      )}
      {node.tool && <SchemaNote tool={node.tool} isShown={disabled || isJudged(step, trace.settings)} />}
    </Panel>
  );
}

/** Whether the person has made up their mind about the arguments, so that the machine cannot sway them. */
function isJudged(step: StepAnswer | undefined, { tool_calls }: Settings): boolean {
  if (tool_calls.verdict) return step?.tool?.verdict !== undefined;
  return !tool_calls.checks.includes("right_arguments") || step?.tool?.checks?.right_arguments !== undefined;
}

function SchemaNote({ tool, isShown }: { tool: NodeTool; isShown: boolean }) {
  if (tool.valid && tool.check === null) return null;
  if (!isShown) return <p className={styles.quiet}>What the tool’s schema says is shown after your verdict.</p>;
  if (!tool.valid) return <p className={styles.machine}>By the machine: the arguments are no valid JSON.</p>;
  if (tool.check?.ok) return <p className={styles.machine}>By the machine: the arguments fit the tool’s schema.</p>;
  return (
    <div className={styles.machine}>
      By the machine: the arguments do not fit the tool’s schema.
      <ul>
        {tool.check?.problems.map((problem) => (
          <li key={problem}>
            <TraceWords>{problem}</TraceWords>
          </li>
        ))}
      </ul>
    </div>
  );
}
