import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";

import { type HowToRead, previewUpload, startImport } from "@/api/data";
import { useRefreshProject } from "@/api/projects";
import type { Project, Upload } from "@/api/types";
import { toast } from "@/lib/toasts";

const PAUSE_MS = 350;

/** What the first rows or files give, read in this way. */
export function usePreview(file: Upload, how: HowToRead) {
  const [settled] = useDebouncedValue(how, PAUSE_MS);
  return useQuery({
    queryKey: ["preview", file.id, settled],
    queryFn: () => previewUpload(file.id, settled),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Infinity,
  });
}

export function useStart(project: Project, onDone: () => void) {
  const refresh = useRefreshProject(project.id);
  return useMutation({
    mutationFn: (body: Parameters<typeof startImport>[1]) => startImport(project.id, body),
    meta: { showsItsErrors: true },
    onSuccess: async () => {
      toast({ tone: "good", message: "The import has started." });
      await refresh();
      onDone();
    },
  });
}
