import type { ViewProps } from "../defineKind";
import styles from "./compare.module.css";
import { AnswerTable } from "./CompareView";
import { ContentPane } from "./ContentPane";
import { namingOf } from "./sides";
import type { Answer, Content, Settings } from "./types";

/** The content, under the one answer to it if there is one. */
export function ReadonlyView({ content, settings, criteria, answer }: ViewProps<Content, Answer, Settings>) {
  return (
    <div className={styles.frame}>
      {answer && <AnswerTable context={{ content, settings, criteria }} answers={[{ label: "Answer", answer }]} />}
      <ContentPane content={content} naming={namingOf(content)} filled={false} />
    </div>
  );
}
