import { Select, Textarea } from "@mantine/core";

import type { CounterfactualChange } from "../actions";
import { editProblems, toolsOf } from "../answering/edits";
import { useDesk } from "../desk";
import type { Counterfactual } from "../types";
import { Choices } from "./Choices";
import { chosenBy } from "./choosing";
import { EditAgents } from "./EditAgents";
import { sayOpen } from "./edits";
import { EditVerdict } from "./EditVerdict";
import { NodeField } from "./NodeField";
import { Field } from "./Panel";
import styles from "./panels.module.css";
import { Preconditions } from "./Preconditions";
import { EFFECTS, OPERATIONS, SEVERITIES } from "./words";

const LONGEST = 10_000;
const CONFIDENCES = [1, 2, 3, 4, 5].map((value) => ({ value, label: String(value) }));

/** A claim that the run could have gone another way, checked against the run while it is written. */
export function CounterfactualForm({ edit, path }: { edit: Counterfactual; path: string }) {
  const { act, disabled, trace } = useDesk();
  const wrong = editProblems(edit, trace);
  const change = (part: CounterfactualChange) => {
    act({ type: "changeCounterfactual", id: edit.id, change: part });
  };
  const agentOf = (id: string) => {
    const node = trace.byId.get(id);
    return node ? trace.agentOf(node) : "";
  };
  return (
    <div className={styles.stack}>
      <Field title="What would change" path={`${path}.op`}>
        <Choices
          label="What would change"
          choices={OPERATIONS.map(({ value, label }) => ({ value, label }))}
          chosen={edit.op}
          disabled={disabled}
          onChoose={(op) => {
            if (op !== null) change({ op });
          }}
        />
        <p className={styles.quiet}>{OPERATIONS.find(({ value }) => value === edit.op)?.description}</p>
      </Field>
      <NodeField
        title="From step"
        node={edit.from_node}
        path={`${path}.from_node`}
        problem={wrong.from_node}
        onNode={(node) => {
          change({ from_node: node, from_agent: edit.from_agent || agentOf(node) });
        }}
      />
      <NodeField
        title="To step"
        node={edit.to_node}
        path={`${path}.to_node`}
        problem={wrong.to_node}
        onNode={(node) => {
          change({ to_node: node, to_agent: edit.to_agent || agentOf(node) });
        }}
      />
      <EditAgents edit={edit} path={path} wrong={wrong} onChange={change} />
      {(edit.op === "replace" || edit.op === "insert") && (
        <Field title="Tool" path={`${path}.tool`}>
          <Select
            size="xs"
            aria-label="Tool"
            placeholder="Choose a tool"
            data={chosenBy(toolsOf(trace))}
            searchable
            clearable
            value={edit.tool || null}
            disabled={disabled}
            onChange={(tool) => {
              change({ tool: tool ?? "" });
            }}
          />
          {wrong.tool && <p className={styles.hint}>{wrong.tool}</p>}
        </Field>
      )}
      <Field title="Claim" path={`${path}.claim`}>
        <Textarea
          size="xs"
          aria-label="Claim"
          placeholder="Planner could have called Coder directly."
          autosize
          minRows={2}
          maxRows={8}
          maxLength={LONGEST}
          value={edit.claim}
          disabled={disabled}
          onChange={(event) => {
            change({ claim: event.currentTarget.value });
          }}
        />
      </Field>
      <Preconditions edit={edit} path={`${path}.preconditions`} onChange={change} />
      <Field title="The final answer would have been" path={`${path}.effect`}>
        <Choices
          label="The final answer would have been"
          choices={EFFECTS.map((each) => ({ ...each, aside: each.value === "unknown" }))}
          chosen={edit.effect}
          disabled={disabled}
          onChoose={(effect) => {
            change({ effect: effect ?? "unknown" });
          }}
        />
      </Field>
      <Field title="Severity" path={`${path}.severity`}>
        <Choices
          label="Severity"
          choices={SEVERITIES}
          chosen={edit.severity}
          disabled={disabled}
          onChoose={(severity) => {
            if (severity !== null) change({ severity });
          }}
        />
      </Field>
      <Field title="Confidence" path={`${path}.confidence`}>
        <Choices
          label="Confidence, 1 is a guess and 5 is certain"
          choices={CONFIDENCES}
          chosen={edit.confidence}
          disabled={disabled}
          layout="tight"
          onChoose={(confidence) => {
            if (confidence !== null) change({ confidence });
          }}
        />
      </Field>
      <EditVerdict edit={edit} open={disabled ? null : sayOpen(edit)} />
    </div>
  );
}
