import { Button, Textarea } from "@mantine/core";

import { criteriaOf } from "../answering/judgements";
import { useDesk, useRunHidden } from "../desk";
import type { PlanGrade } from "../types";
import { Criteria } from "./Criteria";
import { Panel } from "./Panel";
import styles from "./panels.module.css";

const LONGEST = 10_000;

/** The plan, graded once or both before and after the run is seen. */
export function PlanPanel() {
  const { answer, trace } = useDesk();
  const isHidden = useRunHidden();
  const { plan: when } = trace.settings;
  if (when === "off") return null;
  if (when === "once") return <Grade title="Plan" when="before" grade={answer.plan?.before} />;
  return (
    <>
      <Grade title="Plan, before the run" when="before" grade={answer.plan?.before} />
      {isHidden ? <Reveal /> : <Grade title="Plan, after the run" when="after" grade={answer.plan?.after} />}
    </>
  );
}

interface GradeProps {
  title: string;
  when: "before" | "after";
  grade: PlanGrade | null | undefined;
}

function Grade({ title, when, grade }: GradeProps) {
  const { act, context, disabled } = useDesk();
  const path = `plan.${when}`;
  return (
    <Panel title={title} path={path}>
      <Criteria
        criteria={criteriaOf(context.criteria, "plan")}
        given={grade?.criteria}
        path={`${path}.criteria`}
        onValue={(key, value) => {
          act({ type: "setPlan", when, key, value });
        }}
      />
      <Textarea
        size="xs"
        label="Note"
        data-path={`${path}.note`}
        autosize
        minRows={1}
        maxRows={8}
        maxLength={LONGEST}
        value={grade?.note ?? ""}
        disabled={disabled}
        onChange={(event) => {
          act({ type: "setPlanNote", when, note: event.currentTarget.value });
        }}
      />
    </Panel>
  );
}

/** The run is shown once the plan is graded, so that its outcome does not colour the grade. */
function Reveal() {
  const { act, answer, context, state } = useDesk();
  const left = criteriaOf(context.criteria, "plan").filter(
    ({ key, required }) => required && answer.plan?.before.criteria[key] === undefined,
  );
  return (
    <Panel title="Plan, after the run" path="plan.after">
      <p className={styles.quiet}>
        {left.length > 0
          ? "Grade the plan first. Then the run is shown, and you grade the plan once more."
          : "You can change the first grade later, but the run cannot be unseen."}
      </p>
      <Button
        size="compact-sm"
        disabled={left.length > 0}
        onClick={() => {
          act({ type: "revealRun" });
          state.set({ revealed: true });
        }}
      >
        Reveal the run
      </Button>
    </Panel>
  );
}
