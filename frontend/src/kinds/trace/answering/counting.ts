import type { Answer, Counting, FoundError, Taxonomy, TaxonomyCode } from "../types";

/** How often an error of this code is marked: as the code says, else as the taxonomy. */
export function countingOf(taxonomy: Taxonomy, code: TaxonomyCode | undefined): Counting {
  return code?.counting || taxonomy.counting;
}

export function codeOf(taxonomy: Taxonomy | null, key: string): TaxonomyCode | undefined {
  return taxonomy?.codes.find((code) => code.key === key);
}

/** The other error of the same code, where a code is marked only once. */
export function doubleOf(error: FoundError, answer: Pick<Answer, "errors">, taxonomy: Taxonomy): FoundError | null {
  if (countingOf(taxonomy, codeOf(taxonomy, error.code)) === "every") return null;
  const at = answer.errors.findIndex((each) => each.id === error.id);
  return answer.errors.slice(0, at).find((each) => each.code === error.code && error.code !== "") ?? null;
}

/** The counting rule in words; empty where every occurrence is marked. */
export function countingHint(counting: Counting): string {
  if (counting === "every") return "";
  return counting === "first" ? "Mark only the first occurrence." : "Mark only the last occurrence.";
}
