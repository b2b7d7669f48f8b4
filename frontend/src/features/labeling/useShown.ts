import { useCallback, useMemo, useState } from "react";

import type { Shown } from "./types";

/** What is shown of a task. Its images can get new addresses; its content stays the same object. */
export function useShown(first: Shown, fetchAgain: () => Promise<Shown>) {
  const [images, setImages] = useState(first.images);
  const renewImages = useCallback(async () => {
    setImages((await fetchAgain()).images);
  }, [fetchAgain]);
  return useMemo(
    () => ({ content: first.content, suggestion: first.suggestion, images, renewImages }),
    [first, images, renewImages],
  );
}
