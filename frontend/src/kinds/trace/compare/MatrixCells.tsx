import { memo } from "react";

import { useDeskCore } from "../desk";
import { titleOf } from "../panels/codes";
import { TOOL_VERDICTS } from "../panels/words";
import { FirstErrorPin, StepMark } from "../timeline/StepMark";
import type { Settings } from "../types";
import styles from "./compare.module.css";
import { cellOf, type StepCell } from "./matrix";
import type { Person } from "./people";

/** What each person said of one step, short; the whole of it is read below the table. */
export const MatrixCells = memo(function MatrixCells({ node, people }: { node: string; people: readonly Person[] }) {
  const { settings } = useDeskCore().trace;
  return people.map(({ id, kind, answer }) => (
    <td key={id} data-kind={kind}>
      <Cell cell={cellOf(answer, node)} settings={settings} />
    </td>
  ));
});

/** The label, the pin, and one word of what else was found: there is room for no more. */
function Cell({ cell, settings }: { cell: StepCell; settings: Settings }) {
  const { label, inherited, isFirstError, hasWords } = cell;
  const [finding, ...more] = findings(cell, settings);
  return (
    <span className={styles.cell}>
      <StepMark label={label} inherited={inherited} settings={settings} />
      {isFirstError && <FirstErrorPin />}
      {finding && (
        <span className={styles.chip} title={[finding, ...more].join(", ")}>
          {finding}
        </span>
      )}
      {more.length > 0 && (
        <span className={styles.more}>
          <span aria-hidden>+{more.length}</span>
          <span className="visually-hidden">{more.join(", ")}</span>
        </span>
      )}
      {hasWords && (
        <span className={styles.more} title="There is a comment or a rewrite">
          <span aria-hidden>…</span>
          <span className="visually-hidden">with words</span>
        </span>
      )}
    </span>
  );
}

/** What was found wrong beside the label. */
function findings({ errors, fault, lost, isResponsible }: StepCell, { taxonomy }: Settings): string[] {
  return [
    ...errors.map(({ code }) => titleOf(taxonomy, code)),
    ...(fault ? [TOOL_VERDICTS.find(({ value }) => value === fault)?.label ?? fault] : []),
    ...(lost > 0 ? [`Hand-off: ${String(lost)} no`] : []),
    ...(isResponsible ? ["Decisive"] : []),
  ];
}
