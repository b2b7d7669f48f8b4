import { Button, Select, Textarea } from "@mantine/core";

import { isAttributionAsked } from "../answering/wholeProblems";
import { TraceWords } from "../conversation/TraceWords";
import { useDesk } from "../desk";
import { placeWords } from "../timeline/words";
import { agentChoices } from "./choosing";
import { NodeField } from "./NodeField";
import { Field, Panel } from "./Panel";
import styles from "./panels.module.css";

const LONGEST = 10_000;
const NOTHING = { agent: "", node: "", reason: "" };

/** Who is responsible for the failure, and the step that decided it. */
export function AttributionPanel() {
  const { act, answer, disabled, trace } = useDesk();
  const { attribution } = answer;
  const isAsked = isAttributionAsked(answer, trace);
  if (!trace.settings.attribution || (!isAsked && attribution === null)) return null;
  const nobody = attribution !== null && "nobody" in attribution;
  return (
    <Panel title="Who is responsible?" path="attribution">
      {!disabled && <Suggestion />}
      <Button
        size="compact-sm"
        variant={nobody ? "filled" : "default"}
        aria-pressed={nobody}
        disabled={disabled}
        onClick={() => {
          act({ type: "setAttribution", attribution: nobody ? null : { nobody: true } });
        }}
      >
        Nobody is
      </Button>
      {!nobody && <Responsible />}
    </Panel>
  );
}

/** The agent of the first error is often responsible, but not always: it is offered, not filled in. */
function Suggestion() {
  const { act, answer, trace } = useDesk();
  const { attribution, first_error } = answer;
  if (attribution !== null || first_error === null || "none" in first_error) return null;
  const node = trace.byId.get(first_error.node);
  const agent = node ? trace.agentOf(node) : "";
  if (!node || !agent) return null;
  return (
    <div className={styles.note} role="note">
      <span>
        The first error is <TraceWords>{agent}</TraceWords>’s, at {placeWords(trace, node.id).toLowerCase()}.
      </span>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => {
          act({ type: "setAttribution", attribution: { agent, node: node.id, reason: "" } });
        }}
      >
        Take both
      </Button>
    </div>
  );
}

function Responsible() {
  const { act, answer, disabled, trace } = useDesk();
  const { attribution } = answer;
  const given = attribution !== null && "agent" in attribution ? attribution : NOTHING;
  const change = (part: Partial<typeof NOTHING>) => {
    const { agent, node, reason } = { ...given, ...part };
    const isNothing = agent === "" && node === "" && reason === "";
    act({ type: "setAttribution", attribution: isNothing ? null : { agent, node, reason } });
  };
  return (
    <>
      <Field title="Responsible agent" path="attribution.agent">
        <Select
          size="xs"
          aria-label="Responsible agent"
          placeholder="Choose an agent"
          data={agentChoices(trace)}
          searchable={trace.graph.agents.length > 8}
          clearable
          value={given.agent || null}
          disabled={disabled}
          onChange={(agent) => {
            change({ agent: agent ?? "" });
          }}
        />
      </Field>
      <NodeField
        title="Decisive step"
        node={given.node}
        path="attribution.node"
        onNode={(node) => {
          change({ node });
        }}
      />
      <Field title="Reason" path="attribution.reason">
        <Textarea
          size="xs"
          aria-label="Reason"
          placeholder="Why this agent, and why there?"
          autosize
          minRows={1}
          maxRows={8}
          maxLength={LONGEST}
          value={given.reason}
          disabled={disabled}
          onChange={(event) => {
            change({ reason: event.currentTarget.value });
          }}
        />
      </Field>
    </>
  );
}
