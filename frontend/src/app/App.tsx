import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";

import { createQueryClient } from "@/api/queryClient";
import { CommandProvider } from "@/ui/CommandProvider";
import { styleNonce } from "@/ui/nonce";
import { cssVariables, theme } from "@/ui/theme";
import { Toasts } from "@/ui/Toasts";

import { createAppRouter } from "./router";
import { SessionGuard } from "./SessionGuard";

const queryClient = createQueryClient();
const router = createAppRouter(queryClient);

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce}
    >
      <QueryClientProvider client={queryClient}>
        <CommandProvider>
          <RouterProvider router={router} />
          <SessionGuard />
          <Toasts />
        </CommandProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
