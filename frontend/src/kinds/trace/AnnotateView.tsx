import { useMemo } from "react";

import { Split } from "@/ui/Split";

import type { ViewProps } from "../defineKind";
import { DeskProvider } from "./DeskProvider";
import { AnswerPane } from "./panels/AnswerPane";
import { TracePane } from "./TracePane";
import type { Answer, Content, Settings } from "./types";

type Props = ViewProps<Content, Answer, Settings>;

/** The trace left, the answer right. With no one to tell of changes it only shows. */
export function AnnotateView({ content, settings, criteria, answer, onChange, problems }: Props) {
  const context = useMemo(() => ({ content, settings, criteria }), [content, settings, criteria]);
  return (
    <DeskProvider context={context} answer={answer} onChange={onChange} problems={problems}>
      <Split name="trace.answer" label="Width of the answer" initial={68} min={45} max={82}>
        <TracePane />
        <AnswerPane />
      </Split>
    </DeskProvider>
  );
}
