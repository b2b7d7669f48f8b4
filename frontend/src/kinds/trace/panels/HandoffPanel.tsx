import { shownWords } from "../conversation/controls";
import { TraceWords } from "../conversation/TraceWords";
import { useDesk } from "../desk";
import type { Handoff } from "../steps";
import { Panel } from "./Panel";
import styles from "./panels.module.css";
import { HANDOFF_QUESTIONS } from "./words";
import { YesNoRows } from "./YesNoRows";

/** What is asked where work goes from one agent to another. */
export function HandoffPanel({ handoff }: { handoff: Handoff }) {
  const { act, answer, trace } = useDesk();
  const { node, from, to } = handoff;
  const questions = trace.settings.handoffs;
  if (questions.length === 0) return null;
  const path = `steps.${node}.handoff`;
  return (
    <Panel title="Hand-off" path={path}>
      <p className={styles.agents}>
        <strong>{from ? <TraceWords>{from}</TraceWords> : "Nobody"}</strong>
        <span aria-hidden> → </span>
        <span className="visually-hidden"> to </span>
        <strong>{to ? <TraceWords>{to}</TraceWords> : "nobody"}</strong>
      </p>
      <YesNoRows
        about={`Hand-off from ${shownWords(from) || "nobody"} to ${shownWords(to) || "nobody"}`}
        questions={questions.map((question) => ({
          key: question,
          title: HANDOFF_QUESTIONS[question],
          path: `${path}.${question}`,
          value: answer.steps[node]?.handoff?.[question],
        }))}
        onAnswer={(question, value) => {
          act({ type: "setHandoff", node, question, value });
        }}
      />
    </Panel>
  );
}
