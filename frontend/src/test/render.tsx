import { MantineProvider } from "@mantine/core";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterContextProvider,
} from "@tanstack/react-router";
import { render, type RenderResult } from "@testing-library/react";
import type { ReactElement } from "react";

import { createQueryClient } from "@/api/queryClient";
import { CommandProvider } from "@/ui/CommandProvider";
import { theme } from "@/ui/theme";

const root = createRootRoute({ component: Outlet });
const anyPage = createRoute({ getParentRoute: () => root, path: "$" });

/** Draws a part of a page with all that pages stand in: theme, queries, router, commands. */
export function renderPart(part: ReactElement, queryClient: QueryClient = createQueryClient()): RenderResult {
  const router = createRouter({
    routeTree: root.addChildren([anyPage]),
    history: createMemoryHistory({ initialEntries: ["/"] }),
  });
  return render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={queryClient}>
        <RouterContextProvider router={router as never}>
          <CommandProvider>{part}</CommandProvider>
        </RouterContextProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
}
