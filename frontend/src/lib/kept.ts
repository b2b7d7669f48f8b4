/** The entries whose key and value pass, in their order. */
export function kept<T>(entries: Record<string, T>, passes: (key: string, value: T) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).filter(([key, value]) => passes(key, value)));
}
