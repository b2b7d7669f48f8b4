import { useMemo } from "react";

import { Split } from "@/ui/Split";

import type { ViewProps } from "../defineKind";
import { fromDraft } from "./answer";
import { withAgreed, withAllOf, withPartOf, withStepOf } from "./compare/adopting";
import styles from "./compare/compare.module.css";
import { type Adopting, Comparison } from "./compare/Comparison";
import { peopleOf } from "./compare/people";
import { useNotes } from "./compare/useNotes";
import { DeskProvider } from "./DeskProvider";
import { AnswerPane } from "./panels/AnswerPane";
import { TracePane } from "./TracePane";
import type { Answer, Content, Dispute, Settings } from "./types";

type Props = ViewProps<Content, Answer, Settings>;

/** The answers of others above one's own: all of one, one step or one part can be taken over and then changed. */
export function ReviewView(props: Props) {
  const { content, settings, criteria, answers, gold, suggestion, disputes, answer, onChange, problems } = props;
  const context = useMemo(() => ({ content, settings, criteria }), [content, settings, criteria]);
  const people = useMemo(() => peopleOf(answers, gold, suggestion), [answers, gold, suggestion]);
  const notes = useNotes(context, people, disputes);
  const adopting = useAdopting(answer, onChange, people, disputes);
  return (
    <div className={styles.review}>
      <DeskProvider {...{ context, answer, onChange, problems, notes }}>
        <Split name="trace.review" label="Width of the trace" initial={50} min={25} max={75}>
          <TracePane hasRows />
          <Split name="trace.review.answers" label="Height of the answers" direction="column" initial={48}>
            <Comparison people={people} disputes={disputes} adopting={adopting} />
            <AnswerPane />
          </Split>
        </Split>
      </DeskProvider>
    </div>
  );
}

function useAdopting(
  answer: Answer | undefined,
  onChange: Props["onChange"],
  people: ReturnType<typeof peopleOf>,
  disputes: readonly Dispute[] | undefined,
): Adopting | undefined {
  return useMemo(() => {
    if (!onChange) return undefined;
    const mine = fromDraft(answer);
    const keep = (next: Answer) => {
      if (next !== mine) onChange(next);
    };
    const disputed = disputes && new Set(disputes.map(({ unit }) => unit));
    return {
      all: (person) => {
        keep(withAllOf(mine, person.answer));
      },
      step: (person, node) => {
        keep(withStepOf(mine, person.answer, node));
      },
      part: (person, part) => {
        keep(withPartOf(mine, person.answer, part));
      },
      agreed: () => {
        keep(withAgreed(mine, people, disputed));
      },
    };
  }, [answer, onChange, people, disputes]);
}
