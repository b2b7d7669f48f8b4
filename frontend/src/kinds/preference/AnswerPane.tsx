import { type FocusEvent, useEffect, useMemo } from "react";

import { useCommands } from "@/ui/CommandProvider";

import styles from "./answer.module.css";
import { AnswerForm } from "./AnswerForm";
import type { Answering } from "./answering";
import { deskCommands } from "./commands";
import { deskOn } from "./desk";
import { Legend } from "./Legend";
import { RATIONALE_ID } from "./Rationale";
import { unitElementId } from "./UnitFrame";
import { unitsOf } from "./units";

interface AnswerPaneProps {
  answering: Answering;
  onCurrent: (unit: string) => void;
}

/** The right side with its keys: digits answer the unit in focus, and the focus goes on to the next open one. */
export function AnswerPane({ answering, onCurrent }: AnswerPaneProps) {
  const units = useMemo(() => unitsOf(answering.context), [answering.context]);
  const commands = useMemo(() => {
    const desk = deskOn(answering, units, (unit) => {
      onCurrent(unit);
      focusUnit(unit);
    });
    return answering.disabled ? [] : deskCommands(desk);
  }, [answering, units, onCurrent]);
  useCommands(commands);
  useFirstProblem(answering.problems, onCurrent);

  function handleFocus(event: FocusEvent) {
    const unit = event.target.closest<HTMLElement>("[data-unit]")?.dataset.unit;
    if (unit !== undefined && unit !== answering.current) onCurrent(unit);
  }

  return (
    <div className={styles.pane}>
      <div className={styles.cards} onFocus={handleFocus} role="region" aria-label="Your answer" tabIndex={0}>
        <AnswerForm />
      </div>
      <Legend units={units} />
    </div>
  );
}

const FIELD = '[role="radio"][tabindex="0"], textarea, input';

function focusUnit(unit: string): void {
  const frame = document.getElementById(unitElementId(unit));
  frame?.querySelector<HTMLElement>(FIELD)?.focus({ preventScroll: true });
  frame?.scrollIntoView({ block: "nearest" });
}

/** After a refused submission, go to the first thing that is missing. */
function useFirstProblem(problems: Record<string, string>, onCurrent: (unit: string) => void) {
  useEffect(() => {
    const [first] = Object.keys(problems);
    if (first === undefined) return;
    if (first === "rationale") {
      document.getElementById(RATIONALE_ID)?.focus();
    } else {
      onCurrent(first);
      focusUnit(first);
    }
  }, [problems, onCurrent]);
}
