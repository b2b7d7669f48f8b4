/** The problems of one part of a form: `settings.mode` under "settings" is `mode`. */
export function fieldsUnder(fields: Record<string, string>, part: string): Record<string, string> {
  const prefix = `${part}.`;
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, problem]) => [path.slice(prefix.length), problem]),
  );
}
