import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { refreshReliability, reliabilityQuery } from "@/api/data";
import { useNow } from "@/lib/now";

const POLL_MS = 1500;
const STALE_POLL_MS = 5000;
const LATE_MS = 45_000;

interface Asked {
  /** When the figures that are to be replaced were computed. */
  replaces: string | null;
  at: number;
}

/** The project's figures, and a way to have them computed anew: `computing` until newer ones have come. */
export function useReliability(projectId: string) {
  const client = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const now = useNow();
  const isAwaited = (computedAt: string | null | undefined) => asked !== null && computedAt === asked.replaces;
  const figures = useQuery({
    ...reliabilityQuery(projectId),
    refetchInterval: ({ state }) => {
      if (isAwaited(state.data?.computed_at)) return POLL_MS;
      return state.data?.stale ? STALE_POLL_MS : false;
    },
  });
  const refresh = useMutation({
    mutationFn: () => refreshReliability(projectId),
    // Noted before asking: a quick worker is done before the server answers.
    onMutate: () => {
      setAsked({ replaces: figures.data?.computed_at ?? null, at: Date.now() });
    },
    onSuccess: (known) => {
      client.setQueryData(reliabilityQuery(projectId).queryKey, known);
    },
    onError: () => {
      setAsked(null);
    },
  });
  const computing = refresh.isPending || isAwaited(figures.data?.computed_at);
  const late = computing && asked !== null && now - asked.at > LATE_MS;
  return { figures, computing, late, refresh: refresh.mutate };
}
