import { useCallback, useState } from "react";

/** Whether something is open, and how to open and close it. */
export function useOpen(): [opened: boolean, toggle: () => void, close: () => void] {
  const [opened, setOpened] = useState(false);
  const toggle = useCallback(() => {
    setOpened((before) => !before);
  }, []);
  const close = useCallback(() => {
    setOpened(false);
  }, []);
  return [opened, toggle, close];
}
