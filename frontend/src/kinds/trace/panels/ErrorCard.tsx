import { ActionIcon, Textarea, UnstyledButton } from "@mantine/core";

import { Icon } from "@/ui/Icon";

import { codeOf } from "../answering/counting";
import { MOST_PASSAGES } from "../answering/evidence";
import { useDesk } from "../desk";
import { placeWords } from "../timeline/words";
import type { FoundError } from "../types";
import { Choices } from "./Choices";
import { otherPlace, sayCounting, titleOf } from "./codes";
import { EvidenceList } from "./EvidenceList";
import { MarkEvidence } from "./MarkEvidence";
import { errorCardId, useOpening } from "./opening";
import { ProblemOf } from "./Panel";
import styles from "./panels.module.css";
import { problemAt } from "./places";

const LONGEST = 10_000;

/** One error: which it is, how severe, why, and the words that show it. */
export function ErrorCard({ error, path }: { error: FoundError; path: string }) {
  const { act, disabled, problems, trace } = useDesk();
  const { taxonomy } = trace.settings;
  const title = titleOf(taxonomy, error.code);
  return (
    <section
      id={errorCardId(error.id)}
      className={styles.card}
      aria-label={title}
      data-path={path}
      data-problem={problemAt(problems, path) !== undefined}
    >
      <CodeHead error={error} title={title} />
      <CodeHelp error={error} />
      {taxonomy !== null && taxonomy.severities.length > 0 && (
        <div data-path={`${path}.severity`}>
          <Choices
            label={`Severity of ${title}`}
            choices={taxonomy.severities.map(({ key, title: label }) => ({ value: key, label }))}
            chosen={error.severity}
            disabled={disabled}
            layout="tight"
            onChoose={(severity) => {
              act({ type: "changeError", id: error.id, change: { severity: severity ?? "" } });
            }}
          />
        </div>
      )}
      <ProblemOf path={path} />
      <Textarea
        size="xs"
        aria-label={`Why: ${title}`}
        placeholder="Why is it an error?"
        autosize
        minRows={1}
        maxRows={8}
        maxLength={LONGEST}
        value={error.rationale}
        disabled={disabled}
        onChange={(event) => {
          act({ type: "changeError", id: error.id, change: { rationale: event.currentTarget.value } });
        }}
      />
      <EvidenceList
        evidence={error.evidence}
        onRemove={(index) => {
          act({ type: "removeEvidence", error: error.id, index });
        }}
      />
      {error.evidence.length < MOST_PASSAGES && (
        <MarkEvidence
          picking={{ for: "error", id: error.id }}
          onTaken={(evidence) => {
            act({ type: "addEvidence", error: error.id, evidence });
          }}
        />
      )}
    </section>
  );
}

function CodeHead({ error, title }: { error: FoundError; title: string }) {
  const { act, disabled, trace } = useDesk();
  const { findCode } = useOpening();
  return (
    <div className={styles.cardHead}>
      <UnstyledButton
        className={styles.code}
        disabled={disabled || trace.settings.taxonomy === null}
        aria-label={`${title}: choose another error`}
        onClick={() => {
          findCode(error.id);
        }}
      >
        {title}
      </UnstyledButton>
      {!disabled && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={`Remove the error ${title}`}
          onClick={() => {
            act({ type: "removeError", id: error.id });
          }}
        >
          <Icon name="trash" size={14} />
        </ActionIcon>
      )}
    </div>
  );
}

/** What the error means, how often it is marked, and where it is marked already. */
function CodeHelp({ error }: { error: FoundError }) {
  const { answer, select, trace } = useDesk();
  const { taxonomy } = trace.settings;
  const code = codeOf(taxonomy, error.code);
  if (!taxonomy || !code) return null;
  const other = otherPlace(error.code, error.id, answer.errors, taxonomy);
  return (
    <p className={styles.quiet}>
      {code.help} {sayCounting(taxonomy, code)}
      {other !== null && (
        <>
          {" "}
          <UnstyledButton
            className={styles.link}
            onClick={() => {
              select(other);
            }}
          >
            Also marked at {placeWords(trace, other).toLowerCase()}
          </UnstyledButton>
        </>
      )}
    </p>
  );
}
