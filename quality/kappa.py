"""Cohen's kappa of two raters, and of every pair of raters."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from quality.arrays import FloatArray, IntArray, number
from quality.coding import Value
from quality.distances import Weighting, weight_matrix
from quality.estimates import Estimate, Reason
from quality.ratings import Ratings

VANISHING = 1e-12


@dataclass(frozen=True, slots=True)
class PairKappa:
    """Cohen's kappa of two raters over the ``n`` units that both rated, and the share of these on which they agree."""

    value: float | None
    reason: Reason | None
    n: int
    raw_agreement: float | None

    def as_json(self) -> dict[str, object]:
        return {"value": self.value, "n": self.n, "reason": self.reason, "raw_agreement": self.raw_agreement}


@dataclass(frozen=True, slots=True)
class KappaMatrix:
    """Cohen's kappa of every pair of raters; ``pairs`` is keyed by two places in ``rater_ids``, the lower first."""

    rater_ids: tuple[Hashable, ...]
    pairs: dict[tuple[int, int], PairKappa]

    def between(self, first: Hashable, second: Hashable) -> PairKappa:
        places = sorted((self.rater_ids.index(first), self.rater_ids.index(second)))
        return self.pairs[places[0], places[1]]

    def as_json(self) -> dict[str, Any]:
        """Raters, and a symmetric table of cells in their order; the diagonal is null."""
        size = range(len(self.rater_ids))
        cells = [[None if i == j else self.pairs[min(i, j), max(i, j)].as_json() for j in size] for i in size]
        return {"raters": list(self.rater_ids), "cells": cells}


def confusion(first: Sequence[Value | None], second: Sequence[Value | None], *, domain: Sequence[Value]) -> FloatArray:
    """How often the first rater gave each value (row) where the second gave each value (column).

    Units that either left out do not count. Raises ``ValueError`` for a value that is not in the domain.

    >>> confusion(["a", "b", "b"], ["a", "a", None], domain=["a", "b"]).tolist()
    [[1.0, 0.0], [1.0, 0.0]]
    """
    ratings = Ratings.from_matrix([list(first), list(second)], domain=domain, raters=(0, 1))
    table = np.zeros((ratings.n_values, ratings.n_values))
    for _, _, found in _confusions(ratings):
        table = found
    return table


def cohen_kappa(table: FloatArray, weights: Weighting | FloatArray = "identity") -> Estimate:
    """Cohen's kappa: agreement of two raters, corrected for what their own margins give by chance.

    Undefined when the table is empty (``no_pairable_units``) or both raters gave one and the same value throughout
    (``no_variation``). Raises ``ValueError`` for a table that is not square or has negative counts.

    table: values x values, over the full domain: weights depend on values that nobody used, too.
    weights: a name, or a values x values matrix of agreement weights (1 on the diagonal).

    Returns at most 1; 0 is chance.

    Source: Cohen (1960), Educational and Psychological Measurement 20; Cohen (1968), Psychological Bulletin 70.

    >>> table = np.array([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
    >>> round(cohen_kappa(table).value, 3)
    0.492
    >>> disagreement = np.array([[0, 1, 3], [1, 0, 6], [3, 6, 0]])
    >>> round(cohen_kappa(table, 1 - disagreement / 6).value, 3)
    0.348
    """
    table = np.asarray(table, dtype=np.float64)
    if table.ndim != 2 or table.shape[0] != table.shape[1] or (table < 0).any():
        raise ValueError("The table must be square, with one row and column per value and counts of 0 or more.")
    matrix, n = weight_matrix(weights, len(table)), table.sum()
    if n == 0:
        return Estimate.missing("no_pairable_units")
    chance = float(table.sum(axis=1) @ matrix @ table.sum(axis=0)) / n**2
    if 1 - chance < VANISHING:
        return Estimate.missing("no_variation")
    return Estimate(float((float((matrix * table).sum()) / n - chance) / (1 - chance)))


def pairwise_kappa(ratings: Ratings, weights: Weighting | FloatArray = "identity") -> KappaMatrix:
    """Cohen's kappa of every pair of raters over the units that both rated.

    A pair that shares no unit has no value (``no_pairable_units``), nor has one without variation (``no_variation``).
    Raises ``ValueError`` where the domain is open.

    weights: a name, or a values x values matrix.

    Source: as for ``cohen_kappa``.

    >>> rows = [["yes", "yes", "no", "no"], ["yes", "no", "no", "no"], [None, None, None, "no"]]
    >>> matrix = pairwise_kappa(Ratings.from_matrix(rows, domain=["yes", "no"], raters=["ada", "bo", "cy"]))
    >>> matrix.between("bo", "ada")
    PairKappa(value=0.5, reason=None, n=4, raw_agreement=0.75)
    >>> matrix.between("ada", "cy")
    PairKappa(value=None, reason='no_variation', n=1, raw_agreement=1.0)
    """
    if ratings.is_open:
        raise ValueError("Give the full domain: kappa compares how often each possible value was given.")
    nothing = PairKappa(None, "no_pairable_units", 0, None)
    pairs = {(i, j): nothing for i in range(ratings.n_raters) for j in range(i + 1, ratings.n_raters)}
    matrix = weight_matrix(weights, ratings.n_values)
    pairs.update({(i, j): _pair(table, matrix) for i, j, table in _confusions(ratings)})
    return KappaMatrix(ratings.rater_ids, pairs)


def _pair(table: FloatArray, weights: FloatArray) -> PairKappa:
    estimate = cohen_kappa(table, weights)
    return PairKappa(estimate.value, estimate.reason, int(table.sum()), float(np.trace(table) / table.sum()))


def _confusions(ratings: Ratings) -> Iterator[tuple[int, int, FloatArray]]:
    """The confusion table of each pair of raters (by place) who share a unit."""
    size = ratings.n_values
    cells, counts = _pair_cells(ratings)
    pair, within = np.divmod(cells, size * size)
    for found in np.unique(pair):
        start, end = np.searchsorted(pair, [found, found + 1])
        table = np.zeros(size * size)
        table[within[start:end]] = counts[start:end]
        yield *divmod(int(found), ratings.n_raters), table.reshape(size, size)


def _pair_cells(ratings: Ratings) -> tuple[IntArray, IntArray]:
    """The distinct (rater, rater, value, value) within units, as ascending integers, and how often each occurs."""
    order = np.lexsort((ratings.raters, ratings.units))
    units, raters, codes = ratings.units[order], ratings.raters[order], ratings.codes[order]
    size, found = ratings.n_values, []
    for step in range(1, int(np.bincount(units, minlength=1).max())):
        left = np.flatnonzero(units[:-step] == units[step:])
        right = left + step
        pair = raters[left] * ratings.n_raters + raters[right]
        found.append((pair * size + codes[left]) * size + codes[right])
    keys = np.concatenate([np.zeros(0, dtype=np.int64), *found])
    cells, ranks = number(keys, (ratings.n_raters * size) ** 2)
    return cells, np.bincount(ranks, minlength=len(cells))
