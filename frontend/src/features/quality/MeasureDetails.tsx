import { Text } from "@mantine/core";
import type { ReactNode } from "react";

import type { Measure } from "@/api/types";
import { coefficient } from "@/lib/format";

import { KappaMatrix } from "./KappaMatrix";
import styles from "./MeasureDetails.module.css";
import { range, sayDoubt, sayLevel, sayReason } from "./words";

/** The figures that did not fit the row, and who agrees with whom. */
export function MeasureDetails({ measure }: { measure: Measure }) {
  const doubt = sayDoubt(measure);
  return (
    <div className={styles.columns}>
      <div>
        <dl className={styles.figures}>
          <Figure name="Level">{sayLevel(measure.level)}</Figure>
          {measure.shown && (
            <>
              <Figure name="Interval over units">{interval(measure.ci_units, measure.ci_units_reason)}</Figure>
              <Figure name="Interval over people">{interval(measure.ci_raters, measure.ci_raters_reason)}</Figure>
            </>
          )}
          <Figure name="AC1">{estimate(measure.ac1)}</Figure>
          {measure.ac2 && <Figure name="AC2, squared weights">{estimate(measure.ac2)}</Figure>}
        </dl>
        <Text size="sm" maw="46ch">
          {doubt
            ? `It may not gate a decision: ${doubt}.`
            : "It may gate a decision, which compares the lower end of the wider interval."}
        </Text>
      </div>
      <KappaMatrix kappa={measure.kappa} people={measure.n_raters} />
    </div>
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

function interval(bounds: readonly number[] | null, reason: string | null): string {
  return bounds ? range(bounds) : `none: ${sayReason(reason)}`;
}

function estimate({ value, reason }: Measure["ac1"]): string {
  return value === null ? `none: ${sayReason(reason)}` : coefficient(value);
}
