import type { Taxonomy, TaxonomyCode } from "../types";
import type { Description } from "./description";

/** `"Wrong tool used"` → `wrong_tool_used`: what stands in answers and exports. Never empty, never taken twice. */
export function codeKey(title: string, taken: readonly string[]): string {
  const plain = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 50);
  const base = plain || "error";
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? base : `${base}_${String(number)}`;
    if (!taken.includes(key)) return key;
  }
}

/** A preset as it was published; “own” begins with one code to be named. */
export function taxonomyOf(preset: string, known: Description): Taxonomy | null {
  if (preset === "none") return null;
  const found = known.taxonomies.find(({ key }) => key === preset);
  if (found) {
    const { title, counting, severities, codes } = found;
    return { preset: found.key, title, counting, severities, codes };
  }
  const severities = ["High", "Medium", "Low"].map((title) => ({ key: title.toLowerCase(), title }));
  return { preset: "own", title: "Our own", counting: "every", severities, codes: [freshCode("Error", [])] };
}

export function freshCode(title: string, codes: readonly TaxonomyCode[]): TaxonomyCode {
  const group = codes.at(-1)?.group ?? "";
  const key = codeKey(
    title,
    codes.map((code) => code.key),
  );
  return { key, title, group, help: "", counting: "", archived: false };
}

/** With a code changed: a preset that is changed stays that preset, by its keys. */
export function withCode(taxonomy: Taxonomy, key: string, change: Partial<TaxonomyCode>): Taxonomy {
  return { ...taxonomy, codes: taxonomy.codes.map((code) => (code.key === key ? { ...code, ...change } : code)) };
}

/** Without a code; one that answers name can only be archived. */
export function withoutCode(taxonomy: Taxonomy, key: string, isUsed: boolean): Taxonomy {
  if (isUsed) return withCode(taxonomy, key, { archived: true });
  return { ...taxonomy, codes: taxonomy.codes.filter((code) => code.key !== key) };
}

/** One title a line: severities from the worst to the least, keeping the keys of those whose title stays. */
export function severitiesOf(text: string, before: Taxonomy["severities"]): Taxonomy["severities"] {
  const taken: string[] = [];
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .map((title, place) => {
      const same = before.find((severity) => severity.title === title) ?? before[place];
      const key = same && !taken.includes(same.key) ? same.key : codeKey(title, taken);
      taken.push(key);
      return { key, title };
    });
}
