import { Button } from "@mantine/core";

import { LongText } from "@/ui/LongText";
import { Split } from "@/ui/Split";

import type { NamedAnswer, ViewProps } from "../defineKind";
import { AnnotateView } from "./AnnotateView";
import styles from "./compare.module.css";
import { ContentPane } from "./ContentPane";
import { Changes } from "./EditPanel";
import { finalText, nameIn, namingOf } from "./sides";
import { differ, sayCriterion, sayOverall, turnsOf } from "./summary";
import type { Answer, Content, Context, Settings } from "./types";

type Props = ViewProps<Content, Answer, Settings>;

/** What several people answered to one task, beside each other; rows in which they differ stand out. */
export function CompareView({ content, settings, criteria, answers = [] }: Props) {
  return (
    <div className={styles.frame}>
      <AnswerTable context={{ content, settings, criteria }} answers={answers} />
      <ContentPane content={content} naming={namingOf(content)} filled={false} />
    </div>
  );
}

/** The answers of others above, one's own below: any of them can be taken over and changed. */
export function ReviewView(props: Props) {
  const { content, settings, criteria, answers = [], onChange } = props;
  return (
    <div className={styles.review}>
      <Split name="preference.review" label="Height of the answers" direction="column" initial={35}>
        <div className={styles.scroll} tabIndex={0} role="region" aria-label="Answers">
          <AnswerTable context={{ content, settings, criteria }} answers={answers} onAdopt={onChange} />
        </div>
        <AnnotateView {...props} />
      </Split>
    </div>
  );
}

interface AnswerTableProps {
  context: Context;
  answers: NamedAnswer<Answer>[];
  onAdopt?: (answer: Answer) => void;
}

export function AnswerTable({ context, answers, onAdopt }: AnswerTableProps) {
  if (answers.length === 0) return <p className={styles.none}>Nobody has answered yet.</p>;
  return (
    <div className={styles.tableFrame}>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            {answers.map(({ label, answer }) => (
              <th key={label} scope="col">
                {label}
                {onAdopt && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    ml="xs"
                    onClick={() => {
                      onAdopt(answer);
                    }}
                  >
                    Adopt
                  </Button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(context, answers).map(({ title, cells }) => (
            <tr key={title} data-differs={differ(cells)}>
              <th scope="row">{title}</th>
              {cells.map((cell, at) => (
                <td key={answers[at]?.label}>{cell}</td>
              ))}
            </tr>
          ))}
          <TextRow title="Reasons" answers={answers} text={(answer) => answer.reasons.join(", ")} />
          <TextRow title="Rationale" answers={answers} text={(answer) => answer.rationale} />
          <EditRow content={context.content} answers={answers} />
        </tbody>
      </table>
    </div>
  );
}

interface Row {
  title: string;
  cells: string[];
}

function rowsOf({ content, settings, criteria }: Context, answers: NamedAnswer<Answer>[]): Row[] {
  const turns = [...new Set(answers.flatMap(({ answer }) => turnsOf(answer).map(([turn]) => turn)))].sort(
    (one, other) => one - other,
  );
  const nameOf = (id: string) => nameIn(content, id);
  const say = (overall: Answer["overall"]) => sayOverall(overall, settings, content, nameOf);
  return [
    { title: "Overall", cells: answers.map(({ answer }) => say(answer.overall)) },
    ...turns.map((turn) => ({
      title: `Turn ${String(turn + 1)}`,
      cells: answers.map(({ answer }) => say(answer.turns?.[String(turn)])),
    })),
    ...criteria.map((criterion) => ({
      title: criterion.title,
      cells: answers.map(({ answer }) => sayCriterion(criterion, answer.criteria[criterion.key], nameOf)),
    })),
  ];
}

interface TextRowProps {
  title: string;
  answers: NamedAnswer<Answer>[];
  text: (answer: Answer) => string;
}

function TextRow({ title, answers, text }: TextRowProps) {
  if (answers.every(({ answer }) => text(answer) === "")) return null;
  return (
    <tr>
      <th scope="row">{title}</th>
      {answers.map(({ label, answer }) => (
        <td key={label} className={styles.words}>
          <LongText text={text(answer)} limit={1200}>
            {text(answer) || "—"}
          </LongText>
        </td>
      ))}
    </tr>
  );
}

function EditRow({ content, answers }: { content: Content; answers: NamedAnswer<Answer>[] }) {
  if (answers.every(({ answer }) => !answer.edit)) return null;
  return (
    <tr>
      <th scope="row">Better version</th>
      {answers.map(({ label, answer }) => (
        <td key={label}>{answer.edit ? <EditChanges content={content} edit={answer.edit} /> : "—"}</td>
      ))}
    </tr>
  );
}

function EditChanges({ content, edit }: { content: Content; edit: NonNullable<Answer["edit"]> }) {
  const base = content.responses.find((response) => response.id === edit.base);
  return (
    <>
      <p className={styles.none}>of {nameIn(content, edit.base)}</p>
      <Changes original={base ? finalText(base) : ""} text={edit.text} />
    </>
  );
}
