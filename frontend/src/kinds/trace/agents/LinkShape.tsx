import type { Edge, EdgeProps } from "@xyflow/react";

import { count } from "@/lib/format";

import { shownWords } from "../conversation/controls";
import styles from "./agents.module.css";
import type { Link } from "./graph";
import { arrowOf, type Point } from "./layout";

export type LinkEdge = Edge<
  { link: Link; points: readonly Point[]; label: Point | undefined; isFocus: boolean; isHere: boolean },
  "link"
>;

/** A line grows with how often it is used, but slowly: a hundred hand-offs are not a hundred times as thick. */
const widthFor = (handoffs: number) => 1.25 + 0.6 * Math.log2(Math.max(1, handoffs));

/** Hand-offs from one agent to another: an arrow with their number, dashed where it is only declared. */
export function LinkShape({ data }: EdgeProps<LinkEdge>) {
  if (!data) return null;
  const { link, points, label, isFocus, isHere } = data;
  const used = link.handoffs.length;
  const width = widthFor(used);
  const { line, head } = arrowOf(points, width);
  const words = used > 0 ? count(used) : "";
  return (
    <g
      className={styles.link}
      data-focus={isFocus || undefined}
      data-here={isHere || undefined}
      data-unused={used === 0 || undefined}
      data-undeclared={link.declared === false || undefined}
    >
      <title>{`${shownWords(link.from)} → ${shownWords(link.to)}: ${used > 0 ? count(used) : "declared, not used"}`}</title>
      <path className={styles.linkReach} d={line} />
      <path className={styles.linkLine} d={line} strokeWidth={width} />
      <path className={styles.linkHead} d={head} />
      {label && words && (
        <g transform={`translate(${String(label.x)} ${String(label.y)})`}>
          <rect className={styles.linkPill} x={-14} y={-9} width={28} height={18} rx={9} />
          <text className={styles.linkCount} textAnchor="middle" dy="0.35em">
            {words}
          </text>
        </g>
      )}
    </g>
  );
}
