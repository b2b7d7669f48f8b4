import { Button } from "@mantine/core";
import { useMemo } from "react";

import { Icon } from "@/ui/Icon";

import styles from "./answer.module.css";
import { useAnswering } from "./answering";
import { CriterionCard } from "./CriterionCard";
import { responseToEdit } from "./desk";
import { OverallCard } from "./OverallCard";
import { Rationale } from "./Rationale";
import { letterOf } from "./sides";
import { judgedTurns, unitsOf } from "./units";

/** The right side: criteria first, the overall verdict after them, then why. */
export function AnswerForm() {
  const { context } = useAnswering();
  const units = useMemo(() => unitsOf(context), [context]);
  const turns = [...judgedTurns(context), null];
  const overall = units.filter((unit) => unit.type === "overall");
  const judged = units.filter((unit) => unit.type === "criterion");
  return (
    <>
      {context.criteria.map((criterion) => {
        const own = judged.filter((unit) => unit.criterion.key === criterion.key);
        return own.length > 0 && <CriterionCard key={criterion.key} criterion={criterion} units={own} />;
      })}
      {turns.map((turn) => (
        <OverallCard key={String(turn)} turn={turn} units={overall.filter((unit) => unit.turn === turn)} />
      ))}
      <Rationale />
      {context.settings.allow_edit && <EditCard />}
    </>
  );
}

/** Starts, shows and removes a better version of a response; it is written in the response's own column. */
function EditCard() {
  const { answer, act, context, disabled, edit, problems } = useAnswering();
  const { content } = context;
  const base = responseToEdit(answer, content);
  const name = `Response ${letterOf(content, base)}`;
  return (
    <section className={styles.card} data-problem={problems.edit !== undefined} aria-label="Better version">
      <div className={styles.editRow}>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<Icon name="edit" size={15} />}
          disabled={disabled}
          onClick={() => {
            edit(base);
          }}
        >
          {answer.edit ? `Change the better version of ${name}` : `Write a better version of ${name}`}
        </Button>
        <kbd className={styles.key}>e</kbd>
        {answer.edit && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            disabled={disabled}
            onClick={() => {
              edit(null);
              act({ type: "edit", edit: null });
            }}
          >
            Remove it
          </Button>
        )}
      </div>
      {problems.edit && <p className={styles.problem}>{problems.edit}</p>}
    </section>
  );
}
