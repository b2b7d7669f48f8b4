import { Button } from "@mantine/core";

import { planProblems } from "../answering/wholeProblems";
import { useDesk } from "../desk";
import styles from "./conversation.module.css";

/** Stands where the run would begin, until the plan is graded. */
export function HiddenRun() {
  const { act, answer, context, state, trace } = useDesk();
  const left = planProblems(answer, trace, context).filter(([path]) => path.startsWith("plan.before"));
  return (
    <div className={styles.hiddenRun}>
      <p>
        <strong>The run is hidden.</strong>{" "}
        {left.length > 0
          ? "Grade the plan first, under “Whole trace”, so that how it went does not colour your grade."
          : "Your grade of the plan is kept. After the run you can grade the plan once more."}
      </p>
      {left.length > 0 ? (
        <Button size="compact-sm" variant="default" onClick={() => state.set({ panel: "trace" })}>
          Grade the plan
        </Button>
      ) : (
        <Button
          size="compact-sm"
          onClick={() => {
            act({ type: "revealRun" });
            state.set({ revealed: true, said: "The run is shown." });
          }}
        >
          Reveal the run
        </Button>
      )}
    </div>
  );
}
