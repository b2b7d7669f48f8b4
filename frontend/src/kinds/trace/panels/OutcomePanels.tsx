import { useDesk } from "../desk";
import { Choices } from "./Choices";
import { Panel } from "./Panel";
import { OUTCOMES, VERIFIABLE } from "./words";

/** How the run ended. */
export function OutcomePanel() {
  const { act, answer, disabled, trace } = useDesk();
  if (!trace.settings.outcome) return null;
  return (
    <Panel title="Outcome" path="outcome">
      <Choices
        label="Outcome"
        choices={OUTCOMES.map((each) => ({ ...each, aside: each.value === "cannot_verify" }))}
        chosen={answer.outcome}
        disabled={disabled}
        onChoose={(outcome) => {
          act({ type: "setOutcome", outcome });
        }}
      />
    </Panel>
  );
}

/** In which way anybody could tell whether the final answer is right. */
export function VerifiablePanel() {
  const { act, answer, disabled, trace } = useDesk();
  if (!trace.settings.verifiable) return null;
  return (
    <Panel title="How can it be verified?" path="verifiable">
      <Choices
        label="How can it be verified?"
        choices={VERIFIABLE.map((each) => ({ ...each, aside: each.value === "not_verifiable" }))}
        chosen={answer.verifiable}
        disabled={disabled}
        layout="stacked"
        onChoose={(verifiable) => {
          act({ type: "setVerifiable", verifiable });
        }}
      />
    </Panel>
  );
}
