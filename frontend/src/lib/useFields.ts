import { type ChangeEvent, useState } from "react";

type TextElement = HTMLInputElement | HTMLTextAreaElement;

/** The values of a form, with ready-made props for its text fields. */
export function useFields<T extends object>(initial: T) {
  const [values, setValues] = useState(initial);
  const set = <K extends keyof T>(key: K, value: T[K]) => {
    setValues((known) => ({ ...known, [key]: value }));
  };
  const text = <K extends keyof T>(key: K) => ({
    value: String(values[key] ?? ""),
    onChange: (event: ChangeEvent<TextElement>) => {
      set(key, event.currentTarget.value as T[K]);
    },
  });
  return { values, set, text, setValues };
}
