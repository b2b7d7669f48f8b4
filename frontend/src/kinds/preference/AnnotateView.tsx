import { useCallback, useEffect, useMemo, useRef, useState } from "react";

import { Split } from "@/ui/Split";

import type { ViewProps } from "../defineKind";
import { fromDraft, reduce, verdictAtTurn } from "./answer";
import { type Answering, AnsweringContext } from "./answering";
import { AnswerPane } from "./AnswerPane";
import { ContentPane } from "./ContentPane";
import { EditPanel } from "./EditPanel";
import { firstOpen } from "./picking";
import { winnerOf } from "./sides";
import type { Answer, Content, Settings } from "./types";
import { unitsOf } from "./units";

type Props = ViewProps<Content, Answer, Settings>;

const NO_PROBLEMS: Record<string, string> = {};

/** Content left, answer right. With no one to tell of changes it only shows. */
export function AnnotateView({ content, settings, criteria, answer, onChange, problems = NO_PROBLEMS }: Props) {
  const context = useMemo(() => ({ content, settings, criteria }), [content, settings, criteria]);
  const [current, setCurrent] = useState(() => firstOpen(unitsOf(context), fromDraft(answer)));
  const [editing, setEditing] = useState<string | null>(null);
  const shown = useMemo(() => fromDraft(answer), [answer]);
  const latest = useRef({ answer: shown, current });
  useEffect(() => {
    latest.current = { answer: shown, current };
  }, [shown, current]);
  const goTo = useCallback((unit: string) => {
    latest.current.current = unit;
    setCurrent(unit);
  }, []);
  const answering = useMemo<Answering>(
    () => ({
      context,
      answer: shown,
      act: (action) => {
        latest.current.answer = reduce(latest.current.answer, action);
        onChange?.(latest.current.answer);
      },
      read: () => latest.current,
      current,
      problems,
      disabled: onChange === undefined,
      editing,
      edit: setEditing,
    }),
    [context, shown, onChange, current, problems, editing],
  );
  return (
    <AnsweringContext value={answering}>
      <Split name="preference.answer" label="Width of the answer" initial={66} min={40} max={80}>
        <ContentPane
          content={content}
          naming="letters"
          winner={winnerOf(content, verdictAtTurn(shown, null))}
          instead={(response) => (response.id === editing ? <EditPanel response={response} /> : undefined)}
        />
        <AnswerPane answering={answering} onCurrent={goTo} />
      </Split>
    </AnsweringContext>
  );
}
