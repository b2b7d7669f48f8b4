import { useDesk } from "../desk";
import type { YesNo } from "../types";
import { type Choice, Choices } from "./Choices";
import { ProblemOf } from "./Panel";
import styles from "./panels.module.css";
import { problemAt } from "./places";

export interface Question<Key extends string> {
  key: Key;
  title: string;
  path: string;
  value: YesNo | undefined;
}

interface YesNoRowsProps<Key extends string> {
  /** What all of them are about; makes each row's name one of its kind. */
  about: string;
  questions: readonly Question<Key>[];
  onAnswer: (key: Key, value: YesNo | null) => void;
}

const ANSWERS: Choice<YesNo>[] = [
  { value: "yes", label: "Yes", tone: "right" },
  { value: "no", label: "No", tone: "wrong" },
  { value: "cannot_verify", label: "Cannot verify", short: "?", aside: true },
];

/** Short questions below each other, each with yes, no and "cannot verify" at its right. */
export function YesNoRows<Key extends string>({ about, questions, onAnswer }: YesNoRowsProps<Key>) {
  const { disabled, problems } = useDesk();
  return (
    <div role="group" aria-label={about} className={styles.rows}>
      {questions.map(({ key, title, path, value }) => (
        <div key={key} className={styles.row} data-path={path} data-problem={problemAt(problems, path) !== undefined}>
          <span className={styles.rowTitle}>{title}</span>
          <Choices
            label={title}
            choices={ANSWERS}
            chosen={value}
            disabled={disabled}
            layout="tight"
            onChoose={(next) => {
              onAnswer(key, next);
            }}
          />
          <ProblemOf path={path} title={title} />
        </div>
      ))}
    </div>
  );
}
