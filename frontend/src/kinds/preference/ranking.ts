// Ranks of responses: 1 is best, equal ranks are ties, and stored ranks are dense (1, 1, 2 and never 1, 1, 3).

export type RankMap = Readonly<Record<string, number>>;

export function withRank(ranks: RankMap, id: string, rank: number | null): Record<string, number> {
  const others = Object.fromEntries(Object.entries(ranks).filter(([each]) => each !== id));
  return rank === null ? others : { ...others, [id]: rank };
}

/** The same order with no rank left out. */
export function dense(ranks: RankMap): Record<string, number> {
  const used = [...new Set(Object.values(ranks))].sort((one, other) => one - other);
  return Object.fromEntries(Object.entries(ranks).map(([id, rank]) => [id, used.indexOf(rank) + 1]));
}

export function isFullyRanked(ranks: RankMap, ids: readonly string[]): boolean {
  return ids.every((id) => ranks[id] !== undefined);
}

export function hasTies(ranks: RankMap): boolean {
  const values = Object.values(ranks);
  return new Set(values).size < values.length;
}

/** The groups of equal rank from best to worst, for reading an order aloud: [["r2"], ["r1", "r3"]]. */
export function tiers(ranks: RankMap): string[][] {
  const ordered = dense(ranks);
  const count = Math.max(0, ...Object.values(ordered));
  return Array.from({ length: count }, (_, place) =>
    Object.keys(ordered)
      .filter((id) => ordered[id] === place + 1)
      .sort(),
  );
}
