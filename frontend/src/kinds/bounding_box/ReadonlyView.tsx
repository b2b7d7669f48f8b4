import { useMemo } from "react";

import { Split } from "@/ui/Split";

import type { ViewProps } from "../defineKind";
import { fromDraft } from "./answer";
import { CommentsPanel } from "./panels/CommentsPanel";
import { CriteriaPanel } from "./panels/CriteriaPanel";
import { ObjectList } from "./panels/ObjectList";
import { SidePane } from "./panels/SidePane";
import { StagePane } from "./StagePane";
import { StageProvider } from "./StageProvider";
import { sayAnswer } from "./summary";
import type { Answer, Content, Settings } from "./types";
import styles from "./views.module.css";

type Props = ViewProps<Content, Answer, Settings>;

/** The image, with the boxes of the one answer if there is one. */
export function ReadonlyView(props: Props) {
  const { content, settings, criteria, images, answer } = props;
  const context = useMemo(() => ({ content, settings, criteria, images }), [content, settings, criteria, images]);
  // A preview of what would be imported has no images yet.
  if (!images?.image) return <WithoutImage {...props} />;
  return (
    <div className={styles.frame}>
      <StageProvider context={context} answer={answer}>
        {answer ? (
          <Split name="bounding_box.readonly" label="Width of the answer" initial={74} min={40} max={88}>
            <StagePane />
            <SidePane label="Answer">
              <ObjectList />
              <CriteriaPanel />
              <CommentsPanel />
            </SidePane>
          </Split>
        ) : (
          <StagePane />
        )}
      </StageProvider>
    </div>
  );
}

function WithoutImage({ settings, answer }: Props) {
  return (
    <p className={styles.without}>
      The image is not shown here.{answer ? ` ${sayAnswer(fromDraft(answer), settings)}.` : ""}
    </p>
  );
}
