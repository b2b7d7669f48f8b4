import { Button } from "@mantine/core";
import { useState } from "react";

import { isSame } from "@/lib/same";

import type { FoundEvidence } from "../actions";
import { readSelection } from "../conversation/selecting";
import { type Picking, useDesk, useDeskState } from "../desk";
import styles from "./panels.module.css";

interface MarkEvidenceProps {
  picking: Picking;
  onTaken: (evidence: FoundEvidence) => void;
}

/** Takes the text that is selected in the conversation; if none is, what is selected next. */
export function MarkEvidence({ picking, onTaken }: MarkEvidenceProps) {
  const { disabled, state, trace } = useDesk();
  const isPicking = useDeskState((each) => isSame(each.picking, picking));
  const [problem, setProblem] = useState<string | null>(null);
  if (disabled) return null;

  function handlePress() {
    const found = isPicking ? null : readSelection(trace);
    setProblem(found && "problem" in found ? found.problem : null);
    if (found && "node" in found) onTaken(found);
    else state.set(isPicking ? { picking: null } : { picking, view: "conversation" });
  }

  return (
    <div className={styles.marking}>
      <Button
        size="compact-xs"
        variant={isPicking ? "filled" : "default"}
        aria-pressed={isPicking}
        // The press must not clear what is selected in the trace.
        onMouseDown={(event) => {
          event.preventDefault();
        }}
        onClick={handlePress}
      >
        Mark evidence
      </Button>
      {isPicking && (
        <span role="status" className={styles.quiet}>
          {problem ?? "Select the words in the trace."}
        </span>
      )}
    </div>
  );
}
