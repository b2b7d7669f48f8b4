import type { KindField, Mapping, Upload } from "@/api/types";

type Columns = Upload["columns"];

/** The columns that feed a field, as a list. */
export function columnsFor(mapping: Mapping, field: string): string[] {
  const found = mapping.columns?.[field];
  if (!found) return [];
  return Array.isArray(found) ? found : [found];
}

export function withColumns(mapping: Mapping, field: KindField, names: string[]): Mapping {
  const { [field.key]: _, ...others } = mapping.columns ?? {};
  const chosen = field.many ? names : names[0];
  return {
    ...mapping,
    columns: names.length > 0 && chosen !== undefined ? { ...others, [field.key]: chosen } : others,
  };
}

export function withConstant(mapping: Mapping, field: string, text: string): Mapping {
  const { [field]: _, ...others } = mapping.constants ?? {};
  return { ...mapping, constants: text ? { ...others, [field]: text } : others };
}

/** Columns that feed no field and hold no verdict. */
export function unusedColumns(mapping: Mapping, columns: Columns): string[] {
  const used = new Set([
    ...Object.values(mapping.columns ?? {}).flat(),
    ...Object.keys(mapping.verdicts?.columns ?? {}),
  ]);
  return columns.map((column) => column.name).filter((name) => !used.has(name));
}

/** A column can hold a verdict when its values are few. */
export function verdictColumns(columns: Columns): string[] {
  return columns.filter((column) => column.values.length > 0).map((column) => column.name);
}

/** All values that the chosen verdict columns hold, each once. */
export function verdictValues(mapping: Mapping, columns: Columns): string[] {
  const chosen = mapping.verdicts?.columns ?? {};
  const values = columns.filter((column) => column.name in chosen).flatMap((column) => column.values);
  return [...new Set(values)].toSorted((one, other) => one.localeCompare(other, "en", { numeric: true }));
}

export function withVerdictColumns(mapping: Mapping, names: string[]): Mapping {
  const known = mapping.verdicts?.columns ?? {};
  const columns = Object.fromEntries(names.map((name) => [name, known[name] ?? readable(name)]));
  return { ...mapping, verdicts: { columns, values: mapping.verdicts?.values ?? {} } };
}

export function withAnnotator(mapping: Mapping, column: string, annotator: string): Mapping {
  const verdicts = mapping.verdicts ?? { columns: {}, values: {} };
  return { ...mapping, verdicts: { ...verdicts, columns: { ...verdicts.columns, [column]: annotator } } };
}

export function withVerdict(mapping: Mapping, value: string, answer: Record<string, unknown> | null): Mapping {
  const { [value]: _, ...others } = mapping.verdicts?.values ?? {};
  return {
    ...mapping,
    verdicts: { columns: mapping.verdicts?.columns ?? {}, values: answer ? { ...others, [value]: answer } : others },
  };
}

/** What is sent: a value without an answer is left out on purpose, and verdicts without any answer altogether. */
export function complete(mapping: Mapping, columns: Columns): Mapping {
  const { verdicts, ...rest } = mapping;
  const answers = verdicts?.values ?? {};
  const values = verdictValues(mapping, columns);
  if (!verdicts || !values.some((value) => answers[value])) return rest;
  const said = Object.fromEntries(values.map((value) => [value, answers[value] ?? null]));
  return { ...rest, verdicts: { ...verdicts, values: { ...answers, ...said } } };
}

/** `annotator_1` → "Annotator 1". */
function readable(name: string): string {
  const words = name
    .replace(/[\W_]+/g, " ")
    .replace(/(\D)(\d)/g, "$1 $2")
    .replace(/ +/g, " ")
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
