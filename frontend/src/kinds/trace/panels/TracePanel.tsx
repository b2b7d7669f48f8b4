import { criteriaOf } from "../answering/judgements";
import { useDesk, useRunHidden } from "../desk";
import { AllErrorsPanel } from "./AllErrorsPanel";
import { AttributionPanel } from "./AttributionPanel";
import { CounterfactualsPanel } from "./Counterfactuals";
import { CriteriaPanel } from "./Criteria";
import { ExitPanel } from "./ExitPanel";
import { FirstErrorPanel } from "./FirstErrorPanel";
import { Folded } from "./Folded";
import { OutcomePanel, VerifiablePanel } from "./OutcomePanels";
import { PlanPanel } from "./PlanPanel";
import { ProgressPanel } from "./ProgressPanel";
import { RationalePanel } from "./RationalePanel";

/** All that is asked of the trace as a whole. */
export function TracePanel() {
  const { exit } = useDesk().answer;
  return (
    <>
      {exit !== null && <ExitPanel />}
      <Folded>
        <Questions />
      </Folded>
      {exit === null && <ExitPanel />}
    </>
  );
}

function Questions() {
  const { act, answer, context } = useDesk();
  const isHidden = useRunHidden();
  return (
    <>
      <ProgressPanel />
      <PlanPanel />
      {!isHidden && (
        <>
          <FirstErrorPanel />
          <AllErrorsPanel />
          <CriteriaPanel
            title="Final answer"
            criteria={criteriaOf(context.criteria, "final")}
            given={answer.final.criteria}
            path="final.criteria"
            onValue={(key, value) => {
              act({ type: "setFinal", key, value });
            }}
          />
          <OutcomePanel />
          <VerifiablePanel />
          <AttributionPanel />
          <CounterfactualsPanel />
        </>
      )}
      <CriteriaPanel
        title="Overall"
        criteria={criteriaOf(context.criteria, "overall")}
        given={answer.criteria}
        path="criteria"
        onValue={(key, value) => {
          act({ type: "setOverall", key, value });
        }}
      />
      <RationalePanel />
    </>
  );
}
