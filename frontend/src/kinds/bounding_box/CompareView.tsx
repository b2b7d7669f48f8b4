import { useMemo } from "react";

import { Split } from "@/ui/Split";

import type { ViewProps } from "../defineKind";
import { fromDraft } from "./answer";
import { withAllOf } from "./panels/adopting";
import { AnswerPanels } from "./panels/AnswerPanels";
import { ConflictsPanel } from "./panels/ConflictsPanel";
import { CriteriaTable } from "./panels/CriteriaTable";
import { PeoplePanel } from "./panels/PeoplePanel";
import { SidePane } from "./panels/SidePane";
import { usePeople } from "./panels/usePeople";
import { StagePane } from "./StagePane";
import { StageProvider } from "./StageProvider";
import type { Answer, Content, Settings } from "./types";
import styles from "./views.module.css";

type Props = ViewProps<Content, Answer, Settings>;

/** Several people's boxes over one image, and where they differ. */
export function CompareView({ content, settings, criteria, images, answers, gold }: Props) {
  const context = useMemo(() => ({ content, settings, criteria, images }), [content, settings, criteria, images]);
  const { layers, shown, overlays, off, toggle } = usePeople(settings, answers, gold);
  return (
    <div className={styles.frame}>
      <StageProvider context={context} answer={undefined} overlays={overlays}>
        <Split name="bounding_box.compare" label="Width of the answers" initial={72} min={40} max={85}>
          <StagePane />
          <SidePane label="Answers and conflicts">
            <PeoplePanel layers={layers} off={off} onToggle={toggle} />
            <ConflictsPanel layers={shown} />
            <CriteriaTable criteria={criteria} layers={shown} />
          </SidePane>
        </Split>
      </StageProvider>
    </div>
  );
}

/** The boxes of others under one's own: any of them can be taken over and changed. */
export function ReviewView(props: Props) {
  const { content, settings, criteria, images, answers, gold, answer, onChange, problems, suggestion } = props;
  const context = useMemo(() => ({ content, settings, criteria, images }), [content, settings, criteria, images]);
  const { layers, shown, overlays, off, toggle } = usePeople(settings, answers, gold);
  const adopt =
    onChange &&
    ((other: Answer) => {
      onChange(withAllOf(fromDraft(answer), other, settings));
    });
  return (
    <div className={styles.review}>
      <StageProvider {...{ context, answer, onChange, problems, suggestion, overlays }}>
        <Split name="bounding_box.review" label="Width of the answer" initial={72} min={40} max={85}>
          <StagePane />
          <SidePane label="Your answer and others">
            <PeoplePanel layers={layers} off={off} onToggle={toggle} onAdopt={adopt} />
            <ConflictsPanel layers={shown} />
            <CriteriaTable criteria={criteria} layers={shown} />
            <AnswerPanels />
          </SidePane>
        </Split>
      </StageProvider>
    </div>
  );
}
