import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";

import { meQuery } from "@/api/people";
import { projectQuery } from "@/api/projects";
import { Waiting } from "@/ui/Waiting";

import { Frame } from "./Frame";
import { NotFound, RouteError } from "./RouteStates";
import { Shell } from "./Shell";

interface RouterContext {
  queryClient: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({ component: Frame, notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search): { next?: string } => (typeof search.next === "string" ? { next: search.next } : {}),
  component: lazyRouteComponent(() => import("@/features/sign-in/SignInPage"), "SignInPage"),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation",
  component: lazyRouteComponent(() => import("@/features/sign-in/InvitationPage"), "InvitationPage"),
});

/** Everything below is for people who are signed in. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(meQuery());
    // TanStack Router's redirects are thrown.

    if (!me) throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { next: location.href } });
  },
});

const shell = createRoute({ getParentRoute: () => signedIn, id: "shell", component: Shell });

const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  component: lazyRouteComponent(() => import("@/features/home/HomePage"), "HomePage"),
});

const projects = createRoute({
  getParentRoute: () => shell,
  path: "/projects",
  component: lazyRouteComponent(() => import("@/features/projects/ProjectsPage"), "ProjectsPage"),
});

const newProject = createRoute({
  getParentRoute: () => shell,
  path: "/projects/new",
  component: lazyRouteComponent(() => import("@/features/projects/NewProjectPage"), "NewProjectPage"),
});

const project = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId",
  loader: ({ context, params }) => context.queryClient.ensureQueryData(projectQuery(params.projectId)),
  component: lazyRouteComponent(() => import("@/features/projects/ProjectLayout"), "ProjectLayout"),
});

const overview = createRoute({
  getParentRoute: () => project,
  path: "/",
  component: lazyRouteComponent(() => import("@/features/projects/OverviewPage"), "OverviewPage"),
});

const guidelines = createRoute({
  getParentRoute: () => project,
  path: "/guidelines",
  component: lazyRouteComponent(() => import("@/features/projects/GuidelinesPage"), "GuidelinesPage"),
});

const rubric = createRoute({
  getParentRoute: () => project,
  path: "/rubric",
  component: lazyRouteComponent(() => import("@/features/rubric/RubricPage"), "RubricPage"),
});

const settings = createRoute({
  getParentRoute: () => project,
  path: "/settings",
  component: lazyRouteComponent(() => import("@/features/projects/SettingsPage"), "SettingsPage"),
});

const people = createRoute({
  getParentRoute: () => project,
  path: "/people",
  component: lazyRouteComponent(() => import("@/features/projects/PeoplePage"), "PeoplePage"),
});

interface TaskSearch {
  status?: string;
  search?: string;
  ordering?: string;
}

const tasks = createRoute({
  getParentRoute: () => project,
  path: "/tasks",
  validateSearch: (search): TaskSearch => {
    const text = (key: string) => (typeof search[key] === "string" && search[key] ? { [key]: search[key] } : {});
    return { ...text("status"), ...text("search"), ...text("ordering") };
  },
  component: lazyRouteComponent(() => import("@/features/tasks/TasksPage"), "TasksPage"),
});

const task = createRoute({
  getParentRoute: () => project,
  path: "/tasks/$taskId",
  component: lazyRouteComponent(() => import("@/features/tasks/TaskPage"), "TaskPage"),
});

const imports = createRoute({
  getParentRoute: () => project,
  path: "/imports",
  component: lazyRouteComponent(() => import("@/features/imports/ImportsPage"), "ImportsPage"),
});

const exports_ = createRoute({
  getParentRoute: () => project,
  path: "/exports",
  component: lazyRouteComponent(() => import("@/features/exports/ExportsPage"), "ExportsPage"),
});

const quality = createRoute({
  getParentRoute: () => project,
  path: "/quality",
  component: lazyRouteComponent(() => import("@/features/quality/QualityPage"), "QualityPage"),
});

/** Labeling has the whole window. */
const label = createRoute({
  getParentRoute: () => signedIn,
  path: "/projects/$projectId/label",
  loader: ({ context, params }) => context.queryClient.ensureQueryData(projectQuery(params.projectId)),
  component: lazyRouteComponent(() => import("@/features/labeling"), "LabelingPage"),
});

const myAnswers = createRoute({
  getParentRoute: () => project,
  path: "/my-answers",
  component: lazyRouteComponent(() => import("@/features/labeling"), "MyAnswersPage"),
});

const revise = createRoute({
  getParentRoute: () => signedIn,
  path: "/projects/$projectId/my-answers/$annotationId",
  loader: ({ context, params }) => context.queryClient.ensureQueryData(projectQuery(params.projectId)),
  component: lazyRouteComponent(() => import("@/features/labeling"), "RevisePage"),
});

const account = createRoute({
  getParentRoute: () => shell,
  path: "/account",
  component: lazyRouteComponent(() => import("@/features/account/AccountPage"), "AccountPage"),
});

const admin = createRoute({
  getParentRoute: () => shell,
  path: "/people",
  component: lazyRouteComponent(() => import("@/features/admin/AdminPage"), "AdminPage"),
});

/** An unknown address, with the way back above it. */
const unknown = createRoute({ getParentRoute: () => shell, path: "$", component: NotFound });

const projectPages = [
  overview,
  guidelines,
  rubric,
  settings,
  people,
  tasks,
  task,
  imports,
  exports_,
  quality,
  myAnswers,
];

const routeTree = root.addChildren([
  signIn,
  invitation,
  signedIn.addChildren([
    shell.addChildren([home, projects, newProject, project.addChildren(projectPages), account, admin, unknown]),
    label,
    revise,
  ]),
]);

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: "intent",
    defaultErrorComponent: RouteError,
    defaultPendingComponent: Waiting,
    defaultPendingMs: 250,
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
