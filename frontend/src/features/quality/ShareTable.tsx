import { Table } from "@mantine/core";

import type { Measure, Project } from "@/api/types";

import { SHARES } from "./axis";
import { Axis } from "./IntervalPlot";
import styles from "./MeasureTable.module.css";
import { ShareRow } from "./ShareRow";

interface ShareTableProps {
  measures: readonly Measure[];
  project: Project;
}

const LABEL = "What answers have in common";

/** The measures that are shares; they have an axis of their own, so that nobody reads them as alphas. */
export function ShareTable({ measures, project }: ShareTableProps) {
  return (
    <div className={styles.frame} tabIndex={0} role="region" aria-label={LABEL}>
      <Table className={styles.table} highlightOnHover={false}>
        <caption className="visually-hidden">{LABEL}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Measure</Table.Th>
            <Table.Th scope="col" ta="right">
              Share
            </Table.Th>
            <Table.Th scope="col" className={styles.plot}>
              <span className="visually-hidden">95 % intervals</span>
              <Axis axis={SHARES} />
            </Table.Th>
            <Table.Th scope="col">Rests on</Table.Th>
            <Table.Th scope="col">May gate</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {measures.map((measure) => (
            <ShareRow key={measure.key} measure={measure} project={project} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
