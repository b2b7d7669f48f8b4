import type { Measure } from "@/api/types";

import { MARKS, place, TICKS, whisker } from "./axis";
import styles from "./IntervalPlot.module.css";
import { sayPlot } from "./words";

const HEIGHT = 34;
const MIDDLE = HEIGHT / 2;
const AXIS_HEIGHT = 34;
const DOT = 4.5;

const at = (value: number) => `${String(place(value))}%`;
const percent = (value: number) => `${String(value)}%`;

/** Alpha as a dot, its interval over units as a thick bar, over people as a thin line with ends. */
export function IntervalPlot({ measure }: { measure: Measure }) {
  return (
    <svg className={styles.plot} width="100%" height={HEIGHT} role="img" aria-label={sayPlot(measure)}>
      <line className={styles.chance} x1={at(0)} x2={at(0)} y1={0} y2={HEIGHT} />
      {MARKS.map(({ value }) => (
        <line key={value} className={styles.mark} x1={at(value)} x2={at(value)} y1={0} y2={HEIGHT} />
      ))}
      <People interval={measure.ci_raters} />
      <Units interval={measure.ci_units} />
      {measure.value !== null && <circle className={styles.dot} cx={at(measure.value)} cy={MIDDLE} r={DOT} />}
    </svg>
  );
}

function People({ interval }: { interval: readonly number[] | null }) {
  const found = whisker(interval);
  if (!found) return null;
  const [from, to] = [percent(found.from), percent(found.to)];
  return (
    <g className={styles.people}>
      <line x1={from} x2={to} y1={MIDDLE} y2={MIDDLE} />
      <line x1={to} x2={to} y1={MIDDLE - 5} y2={MIDDLE + 5} />
      {found.cut ? <Arrow x={from} /> : <line x1={from} x2={from} y1={MIDDLE - 5} y2={MIDDLE + 5} />}
    </g>
  );
}

function Units({ interval }: { interval: readonly number[] | null }) {
  const found = whisker(interval);
  if (!found) return null;
  return <line className={styles.units} x1={percent(found.from)} x2={percent(found.to)} y1={MIDDLE} y2={MIDDLE} />;
}

/** The line goes on beyond the axis. A nested drawing, since a path takes no percentages. */
function Arrow({ x }: { x: string }) {
  return (
    <svg x={x} y={MIDDLE - 5} overflow="visible">
      <path d="M5 0 0 5 5 10" />
    </svg>
  );
}

/** The numbers above the plots. */
export function Axis() {
  return (
    <svg className={styles.axis} width="100%" height={AXIS_HEIGHT} aria-hidden="true">
      {MARKS.map(({ value, label, anchor, shift }) => (
        <svg key={value} x={at(value)} overflow="visible">
          <text className={styles.markLabel} x={shift} y={12} textAnchor={anchor}>
            {label}
          </text>
          <line className={styles.mark} x1={0} x2={0} y1={2} y2={AXIS_HEIGHT} />
        </svg>
      ))}
      {TICKS.map((value) => (
        <svg key={value} x={at(value)} overflow="visible">
          <text className={styles.tick} y={28} textAnchor={value === 1 ? "end" : "middle"} x={value === 1 ? 4 : 0}>
            {value}
          </text>
        </svg>
      ))}
    </svg>
  );
}
