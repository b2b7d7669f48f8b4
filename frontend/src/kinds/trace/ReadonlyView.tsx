import { useMemo } from "react";

import { Split } from "@/ui/Split";

import type { ViewProps } from "../defineKind";
import styles from "./compare/compare.module.css";
import { Comparison } from "./compare/Comparison";
import { peopleOf } from "./compare/people";
import { DeskProvider } from "./DeskProvider";
import { TracePane } from "./TracePane";
import type { Answer, Content, Settings } from "./types";

type Props = ViewProps<Content, Answer, Settings>;

/** The trace, with the one answer to it if there is one. */
export function ReadonlyView({ content, settings, criteria, answer }: Props) {
  const context = useMemo(() => ({ content, settings, criteria }), [content, settings, criteria]);
  const people = useMemo(() => (answer ? peopleOf([{ label: "Answer", answer }]) : []), [answer]);
  return (
    <div className={styles.frame}>
      <DeskProvider context={context} answer={answer}>
        {answer ? (
          <Split name="trace.readonly" label="Width of the trace" initial={62} min={30} max={80}>
            <TracePane hasRows />
            <Comparison people={people} />
          </Split>
        ) : (
          <TracePane />
        )}
      </DeskProvider>
    </div>
  );
}
