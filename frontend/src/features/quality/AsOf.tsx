import { Badge, Group } from "@mantine/core";

import type { Project, Reliability } from "@/api/types";
import { RelativeTime } from "@/ui/RelativeTime";

interface AsOfProps {
  figures: Reliability;
  project: Project;
  computing: boolean;
  late: boolean;
}

/** When the figures were computed, on which rubric, and whether answers came in since. */
export function AsOf({ figures, project, computing, late }: AsOfProps) {
  return (
    <Group gap={8} component="span">
      <span role="status">
        {computing ? <Computing late={late} /> : <Computed figures={figures} project={project} />}
      </span>
      {figures.stale && figures.computed_at !== null && (
        <Badge color="gold" size="sm" tt="none" title="Answers have come in since; the figures follow shortly.">
          stale
        </Badge>
      )}
    </Group>
  );
}

function Computing({ late }: { late: boolean }) {
  return late ? "Still computing. The worker may be busy with other jobs." : "Computing…";
}

function Computed({ figures, project }: Pick<AsOfProps, "figures" | "project">) {
  if (figures.computed_at === null) return "Not computed yet";
  const used = figures.rubric_version;
  const current = project.rubric?.version ?? null;
  return (
    <>
      As of <RelativeTime time={figures.computed_at} />
      {used !== null && `, rubric v${String(used)}`}
      {used !== current && current !== null && ` (now v${String(current)})`}
    </>
  );
}
