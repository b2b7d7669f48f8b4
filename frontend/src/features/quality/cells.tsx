import { Table, Text } from "@mantine/core";

import type { Measure, Project } from "@/api/types";
import { Icon } from "@/ui/Icon";

import type { Axis } from "./axis";
import { FigureLink } from "./FigureLink";
import { IntervalPlot } from "./IntervalPlot";
import styles from "./MeasureTable.module.css";
import { figure, range, sayDoubt } from "./words";

// Cells that the tables of both statistics have.

interface ValueCellsProps {
  measure: Measure;
  project: Project;
  name: string;
  axis: Axis;
}

/** The figure with the wider interval, and both intervals drawn; or why they are not shown. */
export function ValueCells(props: ValueCellsProps) {
  return props.measure.shown ? <Shown {...props} /> : <Hidden measure={props.measure} />;
}

function Shown({ measure, project, name, axis }: ValueCellsProps) {
  return (
    <>
      <Table.Td ta="right">
        <FigureLink project={project} name={name} strong>
          {figure(measure.statistic, measure.value)}
        </FigureLink>
        <Text size="xs" c="dimmed">
          {range(measure.statistic, measure.ci)}
        </Text>
      </Table.Td>
      <Table.Td className={styles.plot}>
        <IntervalPlot measure={measure} axis={axis} />
      </Table.Td>
    </>
  );
}

function Hidden({ measure }: { measure: Measure }) {
  return (
    <Table.Td colSpan={2}>
      <Text size="sm" c="dimmed">
        <strong>Not shown yet:</strong> {sayDoubt(measure)}.
      </Text>
    </Table.Td>
  );
}

export function MayGate({ measure }: { measure: Measure }) {
  return (
    <span className={styles.gate} data-may={measure.gateable} title={sayDoubt(measure) ?? undefined}>
      <Icon name={measure.gateable ? "check" : "cross"} size={15} />
      {measure.gateable ? "Yes" : "Not yet"}
    </span>
  );
}
