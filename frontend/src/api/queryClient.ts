import { MutationCache, QueryClient } from "@tanstack/react-query";

import { toast } from "@/lib/toasts";

import { ApiError, sayError } from "./errors";

function worthTrying(failures: number, error: Error): boolean {
  if (error instanceof ApiError && error.status >= 400 && error.status < 500) return false;
  return failures < 2;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: worthTrying, refetchOnWindowFocus: true },
      mutations: { retry: false, networkMode: "always" },
    },
    mutationCache: new MutationCache({
      // A form that shows the fault itself says so in its meta.
      onError: (error, _variables, _context, mutation) => {
        if (!mutation.meta?.showsItsErrors) toast({ tone: "bad", message: sayError(error) });
      },
    }),
  });
}
