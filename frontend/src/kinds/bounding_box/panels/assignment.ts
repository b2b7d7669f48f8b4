/** Above this size the exact way takes seconds; so many boxes upon one another are no work of a person. */
const MOST_EXACT = 200;

/**
 * Gives each row a column of its own so that the sum of the worths is the greatest.
 * Returns the column of each row; -1 where there are fewer columns than rows.
 */
export function assign(worth: readonly (readonly number[])[]): number[] {
  const size = Math.max(worth.length, worth[0]?.length ?? 0);
  if (size > MOST_EXACT) return greedy(worth);
  const cost = (row: number, column: number) => -(worth[row]?.[column] ?? 0);
  const columns = hungarian(size, cost);
  const count = worth[0]?.length ?? 0;
  return worth.map((_, row) => (at(columns, row) < count ? at(columns, row) : -1));
}

const at = (list: readonly number[], index: number): number => list[index] ?? 0;

/** The Hungarian method with potentials, O(n³), over a square table of costs. Rows and columns count from 1 within. */
function hungarian(size: number, cost: (row: number, column: number) => number): number[] {
  const rowPotential = new Array<number>(size + 1).fill(0);
  const columnPotential = new Array<number>(size + 1).fill(0);
  const rowOf = new Array<number>(size + 1).fill(0);
  for (let row = 1; row <= size; row += 1) {
    const way = reach(row);
    for (let column = way.end; column !== 0;) {
      const before = at(way.from, column);
      rowOf[column] = at(rowOf, before);
      column = before;
    }
  }
  const columnOf = new Array<number>(size).fill(0);
  for (let column = 1; column <= size; column += 1) columnOf[at(rowOf, column) - 1] = column - 1;
  return columnOf;

  /** Grows the cheapest path from a row without a column to a column without a row. */
  function reach(start: number): { end: number; from: number[] } {
    const least = new Array<number>(size + 1).fill(Infinity);
    const seen = new Array<boolean>(size + 1).fill(false);
    const from = new Array<number>(size + 1).fill(0);
    rowOf[0] = start;
    let column = 0;
    while (at(rowOf, column) !== 0) {
      seen[column] = true;
      const next = relax(at(rowOf, column), column, { least, seen, from });
      shift(at(least, next), { least, seen });
      column = next;
    }
    return { end: column, from };
  }

  function relax(row: number, by: number, { least, seen, from }: { least: number[]; seen: boolean[]; from: number[] }) {
    let next = 0;
    for (let column = 1; column <= size; column += 1) {
      if (seen[column]) continue;
      const reduced = cost(row - 1, column - 1) - at(rowPotential, row) - at(columnPotential, column);
      if (reduced < at(least, column)) {
        least[column] = reduced;
        from[column] = by;
      }
      if (next === 0 || at(least, column) < at(least, next)) next = column;
    }
    return next;
  }

  function shift(delta: number, { least, seen }: { least: number[]; seen: boolean[] }) {
    for (let column = 0; column <= size; column += 1) {
      if (seen[column]) {
        rowPotential[at(rowOf, column)] = at(rowPotential, at(rowOf, column)) + delta;
        columnPotential[column] = at(columnPotential, column) - delta;
      } else {
        least[column] = at(least, column) - delta;
      }
    }
  }
}

function greedy(worth: readonly (readonly number[])[]): number[] {
  const cells = worth
    .flatMap((row, index) => row.map((value, column) => ({ row: index, column, value })))
    .filter(({ value }) => value > 0)
    .sort((one, other) => other.value - one.value);
  const columnOf = worth.map(() => -1);
  const taken = new Set<number>();
  for (const { row, column } of cells) {
    if (columnOf[row] !== -1 || taken.has(column)) continue;
    columnOf[row] = column;
    taken.add(column);
  }
  return columnOf;
}
