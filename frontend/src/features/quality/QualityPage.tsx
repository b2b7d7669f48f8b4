import { useCanManage, useProject } from "@/api/useProject";
import { ErrorPage } from "@/ui/ErrorPage";

import { Quality } from "./Quality";

/** For managers: figures name people. */
export function QualityPage() {
  const project = useProject();
  return useCanManage(project) ? <Quality project={project} /> : <ErrorPage status={403} />;
}
