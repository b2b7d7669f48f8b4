import { useMemo } from "react";

import { count, counted } from "@/lib/format";
import { LongText } from "@/ui/LongText";

import type { KindContext } from "../defineKind";
import { fromDraft } from "./answer";
import { shownWords } from "./conversation/controls";
import { traceOf } from "./steps";
import {
  codeCounts,
  inheritedCount,
  labelCounts,
  sayAttribution,
  sayExit,
  sayFirstError,
  sayOutcome,
  sayReason,
  sayRest,
  sayVerifiable,
} from "./summary";
import styles from "./summary.module.css";
import { FirstErrorPin, StepMark } from "./timeline/StepMark";
import type { Answer, Content, Settings } from "./types";

const NO_CONTENT: Content = { problem: "", reference: "", nodes: [], tools: [], edges: [] };

type Props = KindContext<Content, Settings> & { answer: Answer };

/** The main points of an answer: how the run ended, where it went wrong first, the labels, the errors, who is to blame. */
export function AnswerSummary({ answer: draft, content, settings }: Props) {
  const answer = useMemo(() => fromDraft(draft), [draft]);
  // Lists know answers without their trace, or with a part of it.
  const known = (content as Content | undefined)?.nodes ? content : NO_CONTENT;
  const trace = useMemo(() => traceOf({ content: known, settings }), [known, settings]);
  const { first_error, attribution, outcome, verifiable, rationale } = answer;
  const rest = sayRest(answer);
  return (
    <div className={styles.summary}>
      <div className={styles.head}>
        {answer.exit && <span className={styles.exit}>{sayExit(answer)}</span>}
        {outcome && (
          <span className={styles.outcome} data-outcome={outcome}>
            {sayOutcome(answer)}
          </span>
        )}
        {first_error && (
          <span className={styles.firstError}>
            {"node" in first_error && <FirstErrorPin />}
            {"node" in first_error ? sayFirstError(answer, trace) : "No error in this trace"}
          </span>
        )}
      </div>
      <Labels answer={answer} settings={settings} />
      <Errors answer={answer} settings={settings} />
      {attribution && <Fact title="Responsible">{sayAttribution(answer, trace)}</Fact>}
      {verifiable && <Fact title="Verifiable">{sayVerifiable(answer)}</Fact>}
      {rest && <p className={styles.quiet}>{rest}</p>}
      <Words text={sayReason(answer)} />
      <Words text={rationale} />
      {isEmpty(answer) && <p className={styles.quiet}>Nothing said yet</p>}
    </div>
  );
}

function Labels({ answer, settings }: { answer: Answer; settings: Settings }) {
  const counts = labelCounts(answer, settings);
  const inherited = inheritedCount(answer, settings);
  if (counts.length === 0) return null;
  return (
    <ul className={styles.list} aria-label="Labels">
      {counts.map(({ label, title, steps }) => (
        <li key={String(label)} title={`${title}: ${counted(steps, "step")}`}>
          <StepMark label={label} settings={settings} /> {count(steps)}
        </li>
      ))}
      {inherited > 0 && <li className={styles.quiet}>{count(inherited)} inherited</li>}
    </ul>
  );
}

function Errors({ answer, settings }: { answer: Answer; settings: Settings }) {
  const counts = codeCounts(answer, settings);
  if (counts.length === 0) return null;
  return (
    <ul className={styles.list} aria-label="Errors">
      {counts.map(({ code, title, errors }) => (
        <li key={code} className={styles.code}>
          {title}
          {errors > 1 && <span className={styles.times}>×{count(errors)}</span>}
        </li>
      ))}
    </ul>
  );
}

function Fact({ title, children }: { title: string; children: string }) {
  return (
    <p className={styles.fact}>
      <span className={styles.quiet}>{title}:</span> <bdi>{children}</bdi>
    </p>
  );
}

function Words({ text }: { text: string }) {
  if (!text) return null;
  return (
    <div className={styles.words}>
      <LongText text={text} limit={600}>
        {shownWords(text)}
      </LongText>
    </div>
  );
}

function isEmpty({ exit, outcome, first_error, steps, errors, attribution, verifiable, rationale }: Answer): boolean {
  const said = [exit, outcome, first_error, attribution, verifiable, rationale || null];
  return said.every((each) => each === null) && Object.keys(steps).length === 0 && errors.length === 0;
}
