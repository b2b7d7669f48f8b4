import { Textarea } from "@mantine/core";
import type { KeyboardEvent } from "react";

import styles from "./answer.module.css";
import { useAnswering } from "./answering";
import { isRationaleRequired, rationaleHint } from "./completeness";

const LONGEST = 10_000;
export const RATIONALE_ID = "preference-rationale";

/** Why: reasons to tap and a text, with what is still to come to the least length. */
export function Rationale() {
  const { answer, act, context, disabled, problems } = useAnswering();
  const settings = context.settings.rationale;
  const required = isRationaleRequired(answer.overall, settings);
  const problem = problems.rationale;
  return (
    <section className={styles.card} data-problem={problem !== undefined} aria-label="Reasons">
      {settings.reasons.length > 0 && <Reasons />}
      <Textarea
        id={RATIONALE_ID}
        label={
          <>
            Rationale <kbd className={styles.key}>r</kbd>
          </>
        }
        description={rationaleHint(context.settings)}
        error={problem}
        required={required}
        withAsterisk={required}
        autosize
        minRows={3}
        maxRows={14}
        maxLength={LONGEST}
        value={answer.rationale}
        disabled={disabled}
        placeholder={context.content.responses.length > 1 ? "Why? Call them Response A and Response B." : "Why?"}
        onKeyDown={leaveOnEscape}
        onChange={(event) => {
          act({ type: "rationale", text: event.currentTarget.value });
        }}
      />
      <LengthCounter length={answer.rationale.trim().length} least={required ? settings.min_length : 0} />
    </section>
  );
}

function leaveOnEscape(event: KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key === "Escape") event.currentTarget.blur();
}

function LengthCounter({ length, least }: { length: number; least: number }) {
  if (least === 0) return null;
  const left = least - length;
  return (
    <p className={styles.counter} data-done={left <= 0}>
      {left > 0 ? `${String(left)} more characters` : `${String(length)} characters`}
    </p>
  );
}

function Reasons() {
  const { answer, act, context, disabled } = useAnswering();
  return (
    <div role="group" aria-label="Reasons" className={styles.reasons}>
      {context.settings.rationale.reasons.map((reason) => (
        <button
          key={reason}
          type="button"
          className={styles.reason}
          aria-pressed={answer.reasons.includes(reason)}
          disabled={disabled}
          onClick={() => {
            act({ type: "reason", reason });
          }}
        >
          {reason}
        </button>
      ))}
    </div>
  );
}
