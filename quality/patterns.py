"""Units collapsed to distinct count patterns: how many people gave which value.

Agreement statistics are sums over units, and units with the same counts contribute the same. Three raters on a scale of
seven make at most 84 different patterns with three ratings, however many units there are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from quality.arrays import BoolArray, FloatArray, IntArray, SparseArray, number

BITS_EXACT_IN_A_FLOAT = 53
BLOCK = 1 << 22


@dataclass(frozen=True, eq=False)
class Patterns:
    """``counts`` (patterns x values), how many units show each pattern, and each unit's pattern."""

    counts: SparseArray
    multiplicity: IntArray
    of_unit: IntArray

    @cached_property
    def sizes(self) -> FloatArray:
        """Ratings in each pattern."""
        return row_sums(self.counts)

    @cached_property
    def pairable(self) -> IntArray:
        """How many units show each pattern, leaving out the patterns with fewer than two ratings."""
        return np.where(self.sizes >= 2, self.multiplicity, 0)

    @cached_property
    def margins(self) -> FloatArray:
        """How often each value was given in units with two ratings or more."""
        totals: FloatArray = self.pairable @ self.counts
        return totals


def collapse(units: IntArray, codes: IntArray, *, n_units: int, n_values: int) -> Patterns:
    """Collapse ratings, given as unit and value codes, to the distinct count patterns of their units.

    >>> patterns = collapse(np.array([0, 0, 1, 1]), np.array([2, 0, 0, 2]), n_units=2, n_values=3)
    >>> patterns.counts.toarray().tolist(), patterns.multiplicity.tolist()
    ([[1, 0, 1]], [2])
    """
    largest = int(np.bincount(units, minlength=1).max())
    if n_values * math.log2(largest + 1) <= BITS_EXACT_IN_A_FLOAT:
        return _collapse_by_digits(units, codes, n_units, n_values, base=largest + 1)
    return _collapse_by_sorting(units, codes, n_units, n_values)


def count_rows(rows: IntArray, columns: IntArray, *, shape: tuple[int, int]) -> SparseArray:
    """A sparse table of how often each (row, column) occurs."""
    ones = np.ones(len(rows), dtype=np.int64)
    return sparse.coo_array((ones, (rows, columns)), shape=shape).tocsr()


def row_sums(table: SparseArray) -> FloatArray:
    sums: FloatArray = np.asarray(table.sum(axis=1), dtype=np.float64)
    return sums


def scale_rows(table: SparseArray, factors: FloatArray | BoolArray) -> SparseArray:
    return table.multiply(factors[:, np.newaxis]).tocsr()


def quadratic(counts: SparseArray, matrix: FloatArray) -> FloatArray:
    """For each row n of the counts: n' matrix n, in blocks so that memory stays flat.

    Only the values that a row holds are multiplied: a unit has few ratings, but there may be thousands of values.
    """
    step = max(1, BLOCK // max(1, counts.shape[1]))
    blocks = (counts[start : start + step] for start in range(0, counts.shape[0], step))
    return np.concatenate([np.zeros(0), *(row_sums(block.multiply(block @ matrix)) for block in blocks)])


def _collapse_by_digits(units: IntArray, codes: IntArray, n_units: int, n_values: int, *, base: int) -> Patterns:
    """Read the counts of a unit as the digits of one number, so that nothing needs sorting."""
    digits = base ** np.arange(n_values)
    keys = np.bincount(units, weights=digits.astype(np.float64)[codes], minlength=n_units).astype(np.int64)
    distinct, of_unit = number(keys, base**n_values)
    counts = distinct[:, np.newaxis] // digits % base
    return Patterns(sparse.csr_array(counts), np.bincount(of_unit, minlength=len(distinct)), of_unit)


def _collapse_by_sorting(units: IntArray, codes: IntArray, n_units: int, n_values: int) -> Patterns:
    """Number the units by their sorted values, and read the counts of each pattern from one of its units."""
    of_unit = _sorted_keys(units, codes, n_units, n_values)
    example = np.zeros(int(of_unit.max(initial=-1)) + 1, dtype=np.int64)
    example[of_unit] = np.arange(n_units)
    shown = example[of_unit[units]] == units
    counts = count_rows(of_unit[units[shown]], codes[shown], shape=(len(example), n_values))
    return Patterns(counts, np.bincount(of_unit, minlength=len(example)), of_unit)


def _sorted_keys(units: IntArray, codes: IntArray, n_units: int, n_values: int) -> IntArray:
    """Equal numbers for units with equal sorted values, found one position after the other."""
    order = np.lexsort((codes, units))
    units, codes = units[order], codes[order]
    sizes = np.bincount(units, minlength=n_units)
    position = np.arange(len(units)) - (np.cumsum(sizes) - sizes)[units]
    keys = np.zeros(n_units, dtype=np.int64)
    for place in range(int(sizes.max(initial=0))):
        here = position == place
        column = np.zeros(n_units, dtype=np.int64)
        column[units[here]] = codes[here] + 1
        _, keys = number(keys * (n_values + 1) + column, bound=n_units * (n_values + 1))
    return keys
