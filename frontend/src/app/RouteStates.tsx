import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";

import { ApiError } from "@/api/errors";
import { ErrorPage } from "@/ui/ErrorPage";

const BROKEN = 500;

export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  const status = error instanceof ApiError ? error.status : BROKEN;

  function handleRetry() {
    queries.reset();
    reset();
    void router.invalidate();
  }

  return <ErrorPage status={status} onRetry={status === 404 ? undefined : handleRetry} />;
}

export function NotFound() {
  return <ErrorPage status={404} />;
}
