import { codeOf, countingOf } from "../answering/counting";
import type { Counting, FoundError, Taxonomy, TaxonomyCode } from "../types";

// The errors that a project's taxonomy names: found by a part of their words, and how each of them is counted.

export interface CodeGroup {
  title: string;
  codes: TaxonomyCode[];
}

/** Codes that hold every word, in the groups and the order of the taxonomy. Archived ones are not offered. */
export function findCodes({ codes }: Pick<Taxonomy, "codes">, query: string): CodeGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = codes.filter((code) => !code.archived && words.every((word) => wordsOf(code).includes(word)));
  const groups = new Map<string, TaxonomyCode[]>();
  for (const code of found) groups.set(code.group, [...(groups.get(code.group) ?? []), code]);
  return [...groups].map(([title, inGroup]) => ({ title, codes: inGroup }));
}

function wordsOf({ title, group, help }: TaxonomyCode): string {
  return `${title} ${group} ${help}`.toLowerCase();
}

/** An error of a code that the taxonomy no longer has still has a name. */
export function titleOf(taxonomy: Taxonomy | null, key: string): string {
  if (key === "") return "No error chosen";
  return codeOf(taxonomy, key)?.title ?? key.replaceAll("_", " ");
}

const COUNTING: Record<Counting, string> = {
  every: "Marked at every occurrence.",
  first: "Marked once, at its first occurrence.",
  last: "Marked once, at its last occurrence.",
};

/** The counting rule of a code in words. */
export function sayCounting(taxonomy: Taxonomy, code: TaxonomyCode | undefined): string {
  return COUNTING[countingOf(taxonomy, code)];
}

/** Where else an error is marked that is to be marked once; null where the rule is kept. */
export function otherPlace(
  code: string,
  except: string | null,
  errors: readonly FoundError[],
  taxonomy: Taxonomy,
): string | null {
  if (code === "" || countingOf(taxonomy, codeOf(taxonomy, code)) === "every") return null;
  return errors.find((error) => error.code === code && error.id !== except)?.node ?? null;
}
