import type { Measure } from "@/api/types";

import { type Axis as AxisOf, place, whisker } from "./axis";
import styles from "./IntervalPlot.module.css";
import { sayPlot } from "./words";

const HEIGHT = 34;
const MIDDLE = HEIGHT / 2;
const AXIS_HEIGHT = 34;
const DOT = 4.5;

const percent = (value: number) => `${String(value)}%`;
const at = (axis: AxisOf, value: number) => percent(place(axis, value));

interface PlotProps {
  measure: Measure;
  axis: AxisOf;
}

/** The figure as a dot, its interval over units or tasks as a thick bar, over people as a thin line with ends. */
export function IntervalPlot({ measure, axis }: PlotProps) {
  return (
    <svg className={styles.plot} width="100%" height={HEIGHT} role="img" aria-label={sayPlot(measure)}>
      <line className={styles.chance} x1={at(axis, 0)} x2={at(axis, 0)} y1={0} y2={HEIGHT} />
      {axis.marks.map(({ value }) => (
        <line key={value} className={styles.mark} x1={at(axis, value)} x2={at(axis, value)} y1={0} y2={HEIGHT} />
      ))}
      <People interval={measure.ci_raters} axis={axis} />
      <Units interval={measure.ci_units} axis={axis} />
      {measure.value !== null && <circle className={styles.dot} cx={at(axis, measure.value)} cy={MIDDLE} r={DOT} />}
    </svg>
  );
}

interface WhiskerProps {
  interval: readonly number[] | null;
  axis: AxisOf;
}

function People({ interval, axis }: WhiskerProps) {
  const found = whisker(axis, interval);
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

function Units({ interval, axis }: WhiskerProps) {
  const found = whisker(axis, interval);
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
export function Axis({ axis }: { axis: AxisOf }) {
  return (
    <svg className={styles.axis} width="100%" height={AXIS_HEIGHT} aria-hidden="true">
      {axis.marks.map(({ value, label, anchor, shift }) => (
        <svg key={value} x={at(axis, value)} overflow="visible">
          <text className={styles.markLabel} x={shift} y={12} textAnchor={anchor}>
            {label}
          </text>
          <line className={styles.mark} x1={0} x2={0} y1={2} y2={AXIS_HEIGHT} />
        </svg>
      ))}
      {axis.ticks.map(({ value, label }) => (
        <svg key={value} x={at(axis, value)} overflow="visible">
          <text className={styles.tick} y={28} textAnchor={value === 1 ? "end" : "middle"} x={value === 1 ? 4 : 0}>
            {label}
          </text>
        </svg>
      ))}
    </svg>
  );
}
