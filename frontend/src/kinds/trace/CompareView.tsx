import { useMemo } from "react";

import { Split } from "@/ui/Split";

import type { ViewProps } from "../defineKind";
import styles from "./compare/compare.module.css";
import { Comparison } from "./compare/Comparison";
import { peopleOf } from "./compare/people";
import { useNotes } from "./compare/useNotes";
import { DeskProvider } from "./DeskProvider";
import { TracePane } from "./TracePane";
import type { Answer, Content, Settings } from "./types";

type Props = ViewProps<Content, Answer, Settings>;

/** The trace, and beside it what several people said of its steps; both have one selection. */
export function CompareView({ content, settings, criteria, answers, gold, suggestion, disputes }: Props) {
  const context = useMemo(() => ({ content, settings, criteria }), [content, settings, criteria]);
  const people = useMemo(() => peopleOf(answers, gold, suggestion), [answers, gold, suggestion]);
  const notes = useNotes(context, people, disputes);
  return (
    <div className={styles.frame}>
      <DeskProvider context={context} answer={undefined} notes={notes}>
        <Split name="trace.compare" label="Width of the trace" initial={52} min={25} max={75}>
          <TracePane hasRows />
          <Comparison people={people} disputes={disputes} />
        </Split>
      </DeskProvider>
    </div>
  );
}
