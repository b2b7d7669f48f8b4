import { useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { meQuery } from "./people";
import { projectQuery } from "./projects";
import type { Me, Project } from "./types";

/** The project in the page's address. */
export function useProject(): Project {
  const { projectId = "" } = useParams({ strict: false });
  return useSuspenseQuery(projectQuery(projectId)).data;
}

/** Who is signed in, on pages that only show when somebody is. */
export function useMe(): Me {
  const me = useSuspenseQuery(meQuery()).data;
  if (!me) throw new Error("Nobody is signed in.");
  return me;
}

export function useCanManage(project: Project): boolean {
  const me = useMe();
  return me.is_admin || project.roles.includes("manager");
}
