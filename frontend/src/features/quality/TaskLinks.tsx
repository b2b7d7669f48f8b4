import type { Project } from "@/api/types";
import { count } from "@/lib/format";
import { ButtonLink } from "@/ui/links";

/** The tasks behind the figures. */
export function TaskLinks({ project }: { project: Project }) {
  const params = { projectId: project.id };
  const { disputed } = project.progress;
  return (
    <>
      {disputed > 0 && (
        <ButtonLink to="/projects/$projectId/tasks" params={params} search={{ status: "disputed" }} variant="subtle">
          {count(disputed)} disputed
        </ButtonLink>
      )}
      <ButtonLink to="/projects/$projectId/tasks" params={params} search={{ ordering: "agreement" }} variant="subtle">
        Least agreed tasks
      </ButtonLink>
    </>
  );
}
