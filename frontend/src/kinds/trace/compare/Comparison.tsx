import { useEffect, useMemo, useState } from "react";

import { useCommands } from "@/ui/CommandProvider";
import { EmptyState } from "@/ui/EmptyState";

import { useDeskCore, useDeskState } from "../desk";
import type { Dispute } from "../types";
import { compareCommands } from "./commands";
import styles from "./compare.module.css";
import { ComparisonBar } from "./ComparisonBar";
import { Matrix } from "./Matrix";
import { firstPinned, rowsOf } from "./matrix";
import type { Person } from "./people";
import { SaidTable } from "./SaidTable";
import { StepDetails } from "./StepDetails";
import { wholeRows } from "./whole";

/** What a reviewer can take over from the answers of others. */
export interface Adopting {
  all: (person: Person) => void;
  step: (person: Person, node: string) => void;
  part: (person: Person, part: string) => void;
  /** Everything that nobody disputes. */
  agreed: () => void;
}

interface ComparisonProps {
  people: readonly Person[];
  /** What the server found; missing where nobody asked it. */
  disputes?: readonly Dispute[];
  adopting?: Adopting;
}

/** Answers beside each other: step by step with all that was said of the selected one, or of the whole trace. */
export function Comparison({ people, disputes, adopting }: ComparisonProps) {
  const { trace, context, state, select } = useDeskCore();
  const panel = useDeskState((desk) => desk.panel);
  const rows = useMemo(() => rowsOf(trace, people, disputes), [trace, people, disputes]);
  const disputed = useMemo(() => rows.filter((row) => row.disputed), [rows]);
  const [only, setOnly] = useState(true);
  // Where nothing is disputed, an empty table would hide what there is.
  const shown = only && disputed.length > 0 ? disputed : rows;
  const whole = useMemo(() => wholeRows(trace, context.criteria, people), [trace, context.criteria, people]);
  useCommands(
    useMemo(
      () => compareCommands({ rows: shown, people, state, select, adopting, onFilter: setOnly }),
      [shown, people, state, select, adopting],
    ),
  );
  useFirstOfInterest(disputed[0]?.node.id ?? firstPinned(people));

  if (people.length === 0) return <EmptyState title="Nobody has answered yet" />;
  return (
    <section className={styles.pane} aria-label={people.length > 1 ? "Answers beside each other" : "Answer"}>
      <ComparisonBar
        {...{ only, adopting }}
        steps={rows.length}
        disputed={disputed.length}
        differing={whole.filter(({ differs }) => differs).length}
        onOnly={setOnly}
      />
      {panel === "trace" ? (
        <SaidTable caption="On the whole trace" rows={whole} people={people} onAdopt={adopting?.part} />
      ) : (
        <>
          <Matrix rows={shown} people={people} onAdopt={adopting?.all} />
          <StepDetails people={people} adopting={adopting} />
        </>
      )}
    </section>
  );
}

/** Opens at the first step that needs a look. */
function useFirstOfInterest(first: string | undefined) {
  const { select } = useDeskCore();
  useEffect(() => {
    if (first !== undefined) select(first);
    // Only when the answers are opened: later disputes do not pull the reader away.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
}
