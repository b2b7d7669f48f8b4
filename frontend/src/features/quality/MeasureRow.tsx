import { Table, Text } from "@mantine/core";

import type { Measure, Project } from "@/api/types";
import { coefficient, count, counted } from "@/lib/format";

import { ALPHAS } from "./axis";
import { MayGate, ValueCells } from "./cells";
import { FigureLink } from "./FigureLink";
import { OpeningRow } from "./OpeningRow";
import { share } from "./words";

interface MeasureRowProps {
  measure: Measure;
  project: Project;
}

const COLUMNS = 8;

/** A measure of which alpha is taken. */
export function MeasureRow({ measure, project }: MeasureRowProps) {
  return (
    <OpeningRow measure={measure} note={measure.level} columns={COLUMNS}>
      <ValueCells measure={measure} project={project} name="Alpha" axis={ALPHAS} />
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
          {coefficient(measure.ac1?.value ?? null)}
        </FigureLink>
      </Table.Td>
      <Table.Td>
        <RestsOn measure={measure} />
      </Table.Td>
      <Table.Td>
        <MayGate measure={measure} />
      </Table.Td>
    </OpeningRow>
  );
}

function RestsOn({ measure }: { measure: Measure }) {
  const ratings = measure.n_ratings ?? 0;
  if (ratings === 0)
    return (
      <Text size="sm" c="dimmed">
        no ratings
      </Text>
    );
  return (
    <Text size="sm">
      {count(measure.n_pairable)} of {counted(measure.n_units, "unit")}
      <Text span size="xs" c="dimmed" display="block">
        {counted(measure.n_raters, "person", "people")}, {counted(ratings, "rating")}
      </Text>
    </Text>
  );
}
