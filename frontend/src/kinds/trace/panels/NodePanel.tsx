import { count } from "@/lib/format";

import { criteriaOf } from "../answering/judgements";
import { targetsOf } from "../answering/stepProblems";
import { TraceWords } from "../conversation/TraceWords";
import { useDesk, useDeskState, useHandoff } from "../desk";
import { KIND_WORDS, placeWords } from "../timeline/words";
import type { TraceNode } from "../types";
import { CommentPanel } from "./CommentPanel";
import { CriteriaPanel } from "./Criteria";
import { ErrorsPanel } from "./ErrorsPanel";
import { Folded } from "./Folded";
import { HandoffPanel } from "./HandoffPanel";
import { LabelPanel } from "./LabelPanel";
import styles from "./panels.module.css";
import { RewritePanel } from "./RewritePanel";
import { ToolPanel } from "./ToolPanel";

/** All that is asked of the node that is selected. */
export function NodePanel() {
  const { trace } = useDesk();
  const selected = useDeskState((state) => state.selected);
  const node = selected === null ? undefined : trace.byId.get(selected);
  if (!node) return <p className={styles.quiet}>Select a step of the trace.</p>;
  return (
    <>
      <NodeHead node={node} />
      <Folded>
        <Questions node={node} />
      </Folded>
    </>
  );
}

function NodeHead({ node }: { node: TraceNode }) {
  const { trace } = useDesk();
  const isStep = trace.number.has(node.id);
  const agent = trace.agentOf(node);
  return (
    <header className={styles.nodeHead}>
      <h2 className={styles.nodeTitle}>
        {placeWords(trace, node.id)}
        {isStep && <span className={styles.quiet}> of {count(trace.steps.length)}</span>}
      </h2>
      <span className={styles.quiet}>
        {KIND_WORDS[node.kind]}
        {agent && (
          <>
            , <TraceWords>{agent}</TraceWords>
          </>
        )}
      </span>
      {!isStep && <p className={styles.quiet}>{whyNotGraded(node)}</p>}
    </header>
  );
}

function whyNotGraded({ context, kind }: TraceNode): string {
  if (context === "demo") return "A demonstration: shown, not graded.";
  if (context === "copied") return "Repeated from before: shown, not graded.";
  return `${KIND_WORDS[kind]}: shown, not graded.`;
}

function Questions({ node }: { node: TraceNode }) {
  const { act, answer, context, trace } = useDesk();
  const isStep = trace.number.has(node.id);
  const handoff = useHandoff(node);
  // What would tell of a hand-off that is held back is not asked either.
  const targets = targetsOf(node, trace).filter((target) => target !== "handoff" || handoff);
  return (
    <>
      {isStep && <LabelPanel node={node} />}
      {isStep && node.kind === "tool_call" && <ToolPanel node={node} />}
      {handoff && <HandoffPanel handoff={handoff} />}
      <CriteriaPanel
        title="Criteria"
        criteria={targets.flatMap((target) => criteriaOf(context.criteria, target))}
        given={answer.steps[node.id]?.criteria}
        path={`steps.${node.id}.criteria`}
        onValue={(key, value) => {
          act({ type: "setCriterion", node: node.id, key, value });
        }}
      />
      <ErrorsPanel node={node.id} />
      {isStep && <RewritePanel node={node} />}
      <CommentPanel node={node.id} />
    </>
  );
}
