import { useMemo } from "react";

import { Split } from "@/ui/Split";

import type { ViewProps } from "../defineKind";
import { AnswerPane } from "./AnswerPane";
import { StagePane } from "./StagePane";
import { StageProvider } from "./StageProvider";
import type { Answer, Content, Settings } from "./types";

type Props = ViewProps<Content, Answer, Settings>;

/** The picture left, the answer right. With no one to tell of changes it only shows. */
export function AnnotateView(props: Props) {
  const { content, settings, criteria, images, renewImages, answer, onChange, suggestion, problems } = props;
  const context = useMemo(
    () => ({ content, settings, criteria, images, renewImages }),
    [content, settings, criteria, images, renewImages],
  );
  return (
    <StageProvider context={context} answer={answer} onChange={onChange} problems={problems} suggestion={suggestion}>
      <Split name="bounding_box.answer" label="Width of the answer" initial={76} min={45} max={88}>
        <StagePane />
        <AnswerPane />
      </Split>
    </StageProvider>
  );
}
