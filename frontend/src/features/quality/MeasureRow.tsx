import { Table, Text, UnstyledButton } from "@mantine/core";
import { useId, useState } from "react";

import type { Measure, Project } from "@/api/types";
import { coefficient, count, counted } from "@/lib/format";
import { Icon } from "@/ui/Icon";

import { FigureLink } from "./FigureLink";
import { IntervalPlot } from "./IntervalPlot";
import { MeasureDetails } from "./MeasureDetails";
import styles from "./MeasureTable.module.css";
import { range, sayDoubt, share } from "./words";

interface MeasureRowProps {
  measure: Measure;
  project: Project;
}

/** The columns of the table, which an opened measure fills in one. */
const COLUMNS = 8;

/** A measure with its figures; opens to the rest of them. */
export function MeasureRow({ measure, project }: MeasureRowProps) {
  const [open, setOpen] = useState(false);
  const details = useId();
  return (
    <>
      <Table.Tr data-open={open}>
        <Table.Th scope="row" className={styles.title}>
          <UnstyledButton
            className={styles.opener}
            aria-expanded={open}
            aria-controls={open ? details : undefined}
            onClick={() => {
              setOpen(!open);
            }}
          >
            <Icon name={open ? "down" : "right"} size={16} className={styles.chevron} />
            <span>
              {measure.title}
              <Text span size="sm" c="dimmed" display="block">
                {measure.level}
              </Text>
            </span>
          </UnstyledButton>
        </Table.Th>
        {measure.shown ? <Shown measure={measure} project={project} /> : <Hidden measure={measure} />}
        <Table.Td ta="right">
          <FigureLink project={project} name="Raw agreement">
            {share(measure.raw_agreement)}
          </FigureLink>
        </Table.Td>
        <Table.Td ta="right">
          <FigureLink project={project} name="Adjacent agreement">
            {share(measure.adjacent_agreement)}
          </FigureLink>
        </Table.Td>
        <Table.Td ta="right">
          <FigureLink project={project} name="AC1">
            {coefficient(measure.ac1.value)}
          </FigureLink>
        </Table.Td>
        <Table.Td>
          <RestsOn measure={measure} />
        </Table.Td>
        <Table.Td>
          <MayGate measure={measure} />
        </Table.Td>
      </Table.Tr>
      {open && (
        <Table.Tr id={details}>
          <Table.Td colSpan={COLUMNS} className={styles.details}>
            <MeasureDetails measure={measure} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}

function Shown({ measure, project }: MeasureRowProps) {
  return (
    <>
      <Table.Td ta="right">
        <FigureLink project={project} name="Alpha" strong>
          {coefficient(measure.value)}
        </FigureLink>
        <Text size="xs" c="dimmed">
          {range(measure.ci)}
        </Text>
      </Table.Td>
      <Table.Td className={styles.plot}>
        <IntervalPlot measure={measure} />
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

function RestsOn({ measure }: { measure: Measure }) {
  if (measure.n_ratings === 0)
    return (
      <Text size="sm" c="dimmed">
        no ratings
      </Text>
    );
  return (
    <Text size="sm">
      {count(measure.n_pairable)} of {counted(measure.n_units, "unit")}
      <Text span size="xs" c="dimmed" display="block">
        {counted(measure.n_raters, "person", "people")}, {counted(measure.n_ratings, "rating")}
      </Text>
    </Text>
  );
}

function MayGate({ measure }: { measure: Measure }) {
  return (
    <span className={styles.gate} data-may={measure.gateable} title={sayDoubt(measure) ?? undefined}>
      <Icon name={measure.gateable ? "check" : "cross"} size={15} />
      {measure.gateable ? "Yes" : "Not yet"}
    </span>
  );
}
