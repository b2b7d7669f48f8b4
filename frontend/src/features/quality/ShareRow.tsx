import { Table, Text } from "@mantine/core";

import type { Measure, Project } from "@/api/types";
import { counted } from "@/lib/format";

import { SHARES } from "./axis";
import { MayGate, ValueCells } from "./cells";
import { OpeningRow } from "./OpeningRow";

interface ShareRowProps {
  measure: Measure;
  project: Project;
}

const COLUMNS = 5;

/** A measure that is a share of what pairs of answers compare. */
export function ShareRow({ measure, project }: ShareRowProps) {
  return (
    <OpeningRow measure={measure} note="share, all pairs of people" columns={COLUMNS}>
      <ValueCells measure={measure} project={project} name="Share" axis={SHARES} />
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
  const compared = measure.n_compared ?? 0;
  if (compared === 0)
    return (
      <Text size="sm" c="dimmed">
        nothing to compare
      </Text>
    );
  return (
    <Text size="sm">
      {counted(compared, "unit")} in {counted(measure.n_pairable, "task")}
      <Text span size="xs" c="dimmed" display="block">
        {counted(measure.n_raters, "person", "people")} in {counted(measure.n_pairs ?? 0, "pair")}
      </Text>
    </Text>
  );
}
