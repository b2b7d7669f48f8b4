import { count } from "@/lib/format";

import { TraceWords } from "../conversation/TraceWords";
import { FirstErrorPin } from "../timeline/StepMark";
import { type GraphActs, isAgentFocus } from "./acts";
import { AgentDot } from "./AgentDot";
import styles from "./agents.module.css";
import type { AgentFacts } from "./graph";

/** Every agent with its figures; its name lists its steps. */
export function AgentTable({ agents, focus, here, onAgent }: GraphActs & { agents: readonly AgentFacts[] }) {
  return (
    <table className={styles.table}>
      <caption>Agents</caption>
      <thead>
        <tr>
          <th scope="col">Agent</th>
          <th scope="col" title="Steps that were labelled, of all">
            Labelled
          </th>
          <th scope="col" title="Steps that were labelled as an error">
            Wrong
          </th>
          <th scope="col" title="Nodes that ended in an error">
            Failed
          </th>
        </tr>
      </thead>
      <tbody>
        {agents.map(({ agent, steps, labelled, wrong, failures, firstError, responsible }) => (
          <tr key={agent} data-here={here.agent === agent || undefined}>
            <th scope="row">
              <button
                type="button"
                aria-pressed={isAgentFocus(focus, agent)}
                aria-current={here.agent === agent || undefined}
                onClick={() => {
                  onAgent(agent);
                }}
              >
                <AgentDot agent={agent} />
                <TraceWords className={styles.agentName}>{agent}</TraceWords>
                {firstError && <FirstErrorPin />}
                {responsible && <span className={styles.responsible}>responsible</span>}
              </button>
            </th>
            <td>
              {count(labelled)} of {count(steps.length)}
            </td>
            <td data-bad={wrong > 0 || undefined}>{wrong > 0 ? count(wrong) : "–"}</td>
            <td data-bad={failures > 0 || undefined}>{failures > 0 ? count(failures) : "–"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
