import type { Kappa, Measure, Project } from "@/api/types";

// Builders for this folder's tests.

type Pair = Kappa["cells"][number][number];

/** The kappa of two people. */
export function kappa(pair: Pair, weights = "identity"): Kappa {
  const raters = [
    { id: "ada", label: "Ada" },
    { id: "ben", label: "Ben" },
  ];
  const cells = [
    [null, pair],
    [pair, null],
  ];
  // The schema does not say that the diagonal is null.
  return { weights, raters, cells: cells as Pair[][] };
}

export function measure(overrides: Partial<Measure> = {}): Measure {
  return {
    key: "overall.choice",
    title: "Overall: which is better",
    help: "",
    level: "nominal",
    statistic: "alpha",
    value: 0.877,
    reason: null,
    shown: true,
    gateable: true,
    n_units: 320,
    n_pairable: 271,
    n_raters: 2,
    n_ratings: 591,
    n_compared: null,
    n_pairs: null,
    ci: [0.7, 1],
    ci_units: [0.84, 0.92],
    ci_raters: [0.7, 1],
    ci_units_reason: null,
    ci_raters_reason: null,
    raw_agreement: 0.927,
    adjacent_agreement: null,
    ac1: { value: 0.91, reason: null },
    ac2: null,
    algorithm: "alpha-1",
    kappa: kappa({ value: 0.84, n: 271, reason: null, raw_agreement: 0.9 }),
    ...overrides,
  };
}

/** A measure that is a share. */
export function shareMeasure(overrides: Partial<Measure> = {}): Measure {
  return measure({
    key: "overlap",
    title: "Overlap",
    help: "The mean overlap of what both marked.",
    level: "share",
    statistic: "share",
    value: 0.8125,
    n_units: 104,
    n_pairable: 96,
    n_raters: 3,
    n_ratings: null,
    n_compared: 1234,
    n_pairs: 3,
    ci: [0.74, 0.884],
    ci_units: [0.79, 0.835],
    ci_raters: [0.74, 0.884],
    raw_agreement: null,
    ac1: null,
    kappa: null,
    algorithm: "share-1",
    ...overrides,
  });
}

/** What the page reads of a project. */
export function project(overrides: Partial<Project> = {}): Project {
  const some = { id: "p1", overlap: 3, rubric: { version: 2 }, progress: { disputed: 0 } };
  return { ...some, ...overrides } as Project;
}
