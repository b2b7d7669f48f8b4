import { Table } from "@mantine/core";

import type { Measure, Project } from "@/api/types";

import { ALPHAS } from "./axis";
import { Axis } from "./IntervalPlot";
import { MeasureRow } from "./MeasureRow";
import styles from "./MeasureTable.module.css";

interface MeasureTableProps {
  measures: readonly Measure[];
  project: Project;
}

const LABEL = "Reliability of each measure";

/** The measures of which alpha is taken; all intervals stand on one axis. */
export function MeasureTable({ measures, project }: MeasureTableProps) {
  return (
    <div className={styles.frame} tabIndex={0} role="region" aria-label={LABEL}>
      <Table className={styles.table} highlightOnHover={false}>
        <caption className="visually-hidden">{LABEL}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Measure</Table.Th>
            <Table.Th scope="col" ta="right">
              Alpha
            </Table.Th>
            <Table.Th scope="col" className={styles.plot}>
              <span className="visually-hidden">95 % intervals</span>
              <Axis axis={ALPHAS} />
            </Table.Th>
            <Table.Th scope="col" ta="right">
              Raw
            </Table.Th>
            <Table.Th scope="col" ta="right">
              Adjacent
            </Table.Th>
            <Table.Th scope="col" ta="right">
              AC1
            </Table.Th>
            <Table.Th scope="col">Rests on</Table.Th>
            <Table.Th scope="col">May gate</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {measures.map((measure) => (
            <MeasureRow key={measure.key} measure={measure} project={project} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
