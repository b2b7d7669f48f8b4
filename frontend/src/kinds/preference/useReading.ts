import { useCallback, useEffect, useState } from "react";

/** How a person likes to read: kept on this device from task to task. */
export interface Reading {
  raw: boolean;
  diff: boolean;
  codeFolded: boolean;
  together: boolean;
  layout: "columns" | "tabs";
}

const KEY = "preference.reading";
const DEFAULTS: Reading = { raw: false, diff: false, codeFolded: false, together: true, layout: "columns" };

function remembered(): Reading {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return { ...DEFAULTS, ...(typeof stored === "object" ? stored : {}), diff: false };
  } catch {
    return DEFAULTS;
  }
}

export function useReading(): [Reading, (change: Partial<Reading>) => void] {
  const [reading, setReading] = useState(remembered);
  useEffect(() => {
    localStorage.setItem(KEY, JSON.stringify(reading));
  }, [reading]);
  const change = useCallback((part: Partial<Reading>) => {
    setReading((before) => ({ ...before, ...part }));
  }, []);
  return [reading, change];
}
