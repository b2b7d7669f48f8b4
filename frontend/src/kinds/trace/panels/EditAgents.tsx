import { Select } from "@mantine/core";

import type { CounterfactualChange } from "../actions";
import { agentsBetween, type EditProblems } from "../answering/edits";
import { TraceWords } from "../conversation/TraceWords";
import { useDesk } from "../desk";
import type { Counterfactual } from "../types";
import { agentChoices } from "./choosing";
import { Field } from "./Panel";
import styles from "./panels.module.css";

interface EditAgentsProps {
  edit: Counterfactual;
  path: string;
  wrong: EditProblems;
  onChange: (change: CounterfactualChange) => void;
}

/** Which agents a counterfactual is about; nothing in traces without agents. */
export function EditAgents({ edit, path, wrong, onChange }: EditAgentsProps) {
  const { trace } = useDesk();
  if (trace.graph.agents.length === 0) return null;
  return (
    <>
      <div className={styles.columns}>
        <AgentSelect
          title="From agent"
          path={`${path}.from_agent`}
          agent={edit.from_agent}
          problem={wrong.from_agent}
          onAgent={(from_agent) => {
            onChange({ from_agent });
          }}
        />
        <AgentSelect
          title="To agent"
          path={`${path}.to_agent`}
          agent={edit.to_agent}
          problem={wrong.to_agent}
          onAgent={(to_agent) => {
            onChange({ to_agent });
          }}
        />
      </div>
      {edit.op === "bypass" && <Skipped edit={edit} path={path} wrong={wrong} onChange={onChange} />}
    </>
  );
}

interface AgentSelectProps {
  title: string;
  path: string;
  agent: string;
  problem?: string;
  onAgent: (agent: string) => void;
}

function AgentSelect({ title, path, agent, problem, onAgent }: AgentSelectProps) {
  const { disabled, trace } = useDesk();
  return (
    <Field title={title} path={path}>
      <Select
        size="xs"
        aria-label={title}
        placeholder="Agent"
        data={agentChoices(trace)}
        searchable={trace.graph.agents.length > 8}
        clearable
        value={agent || null}
        disabled={disabled}
        onChange={(next) => {
          onAgent(next ?? "");
        }}
      />
      {problem && <p className={styles.hint}>{problem}</p>}
    </Field>
  );
}

/** Only who acts between the two steps can be left out; one that was chosen before can still be taken away. */
function Skipped({ edit, path, wrong, onChange }: EditAgentsProps) {
  const { disabled, trace } = useDesk();
  const { from_node, to_node, skipped_agents } = edit;
  const agents = [...new Set([...agentsBetween(trace, from_node, to_node), ...skipped_agents])];
  return (
    <Field title="Left out" path={`${path}.skipped_agents`}>
      <div role="group" aria-label="Left out" className={styles.toggles}>
        {agents.map((agent) => {
          const isOut = skipped_agents.includes(agent);
          return (
            <button
              key={agent}
              type="button"
              className={styles.toggle}
              aria-pressed={isOut}
              disabled={disabled}
              onClick={() => {
                onChange({
                  skipped_agents: isOut ? skipped_agents.filter((each) => each !== agent) : [...skipped_agents, agent],
                });
              }}
            >
              <TraceWords>{agent}</TraceWords>
            </button>
          );
        })}
      </div>
      {agents.length === 0 && <p className={styles.quiet}>Choose two steps with agents between them.</p>}
      {wrong.skipped_agents && <p className={styles.hint}>{wrong.skipped_agents}</p>}
    </Field>
  );
}
