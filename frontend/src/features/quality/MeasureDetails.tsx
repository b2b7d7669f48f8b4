import { Text } from "@mantine/core";
import type { ReactNode } from "react";

import type { Measure } from "@/api/types";
import { coefficient } from "@/lib/format";

import { KappaMatrix } from "./KappaMatrix";
import styles from "./MeasureDetails.module.css";
import { DRAWN, range, sayDoubt, sayLevel, sayReason } from "./words";

/** The figures that did not fit the row, and for an alpha who agrees with whom. */
export function MeasureDetails({ measure }: { measure: Measure }) {
  const doubt = sayDoubt(measure);
  const isAlpha = measure.statistic === "alpha";
  return (
    <div className={isAlpha ? styles.columns : undefined}>
      <div>
        {measure.help && (
          <Text size="sm" maw="60ch" mb="sm">
            {measure.help}
          </Text>
        )}
        <dl className={styles.figures}>
          {isAlpha && <Figure name="Level">{sayLevel(measure.level)}</Figure>}
          {measure.shown && <Intervals measure={measure} />}
          {measure.ac1 && <Figure name="AC1">{estimate(measure.ac1)}</Figure>}
          {measure.ac2 && <Figure name="AC2, squared weights">{estimate(measure.ac2)}</Figure>}
        </dl>
        <Text size="sm" maw="46ch">
          {doubt
            ? `It may not gate a decision: ${doubt}.`
            : "It may gate a decision, which compares the lower end of the wider interval."}
        </Text>
      </div>
      {isAlpha && <KappaMatrix kappa={measure.kappa} people={measure.n_raters} />}
    </div>
  );
}

function Intervals({ measure }: { measure: Measure }) {
  const interval = (bounds: readonly number[] | null, reason: string | null) =>
    bounds ? range(measure.statistic, bounds) : `none: ${sayReason(reason)}`;
  return (
    <>
      <Figure name={`Interval over ${DRAWN[measure.statistic]}`}>
        {interval(measure.ci_units, measure.ci_units_reason)}
      </Figure>
      <Figure name="Interval over people">{interval(measure.ci_raters, measure.ci_raters_reason)}</Figure>
    </>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function estimate({ value, reason }: NonNullable<Measure["ac1"]>): string {
  return value === null ? `none: ${sayReason(reason)}` : coefficient(value);
}
