"""Krippendorff's alpha from statistics that add up over units.

Alpha is one minus observed over expected disagreement. Both are made of sums over units, so units with equal counts are
summed once (quality.patterns), and a resample is a new set of weights on the same patterns.
"""

from __future__ import annotations

from typing import Literal, Protocol, TypeAlias

import numpy as np

from quality.arrays import FloatArray, SparseArray
from quality.distances import check_distances, ratio_distances
from quality.estimates import Estimate, Reason
from quality.patterns import quadratic, row_sums, scale_rows
from quality.ratings import Ratings

Level: TypeAlias = Literal["nominal", "ordinal", "interval", "ratio"]

WIDEST_DISTANCES = 4096
VANISHING = 1e-12


class Alpha(Protocol):
    """Alpha of weighted count patterns at one level of measurement."""

    def __call__(self, weights: FloatArray) -> FloatArray:
        """weights: samples x patterns, how often each occurs. Returns an alpha per sample, NaN without variation."""


class NominalAlpha:
    """Values are equal or not, so the pairs that differ are all pairs less the equal ones; no distances are needed."""

    def __init__(self, counts: SparseArray) -> None:
        self.counts, sizes = _pairable(counts)
        self.observed = (sizes**2 - row_sums(self.counts**2)) / np.maximum(sizes - 1, 1)

    def __call__(self, weights: FloatArray) -> FloatArray:
        margins = weights @ self.counts
        n = margins.sum(axis=1)
        return _alpha(weights @ self.observed, (n**2 - (margins**2).sum(axis=1)) / np.maximum(n - 1, 1))


class FixedAlpha:
    """Distances between values that do not depend on the data: ratio and custom."""

    def __init__(self, counts: SparseArray, distances: FloatArray) -> None:
        self.counts, sizes = _pairable(counts)
        self.distances = distances
        self.observed = quadratic(self.counts, distances) / np.maximum(sizes - 1, 1)

    def __call__(self, weights: FloatArray) -> FloatArray:
        margins = weights @ self.counts
        expected = ((margins @ self.distances) * margins).sum(axis=1)
        return _alpha(weights @ self.observed, expected / np.maximum(margins.sum(axis=1) - 1, 1))


class IntervalAlpha:
    """Squared differences, from sums of values and of their squares; works for any number of different values."""

    def __init__(self, counts: SparseArray, numbers: FloatArray) -> None:
        self.counts, sizes = _pairable(counts)
        centred = numbers - numbers.mean() if len(numbers) else numbers
        sums, squares = self.counts @ centred, self.counts @ centred**2
        entries = self.counts.tocoo()
        gaps = centred[entries.col] - (sums / np.maximum(sizes, 1))[entries.row]
        spread = np.bincount(entries.row, weights=entries.data * gaps**2, minlength=len(sizes))
        self.columns = np.column_stack([sizes, sums, squares, 2 * sizes * spread / np.maximum(sizes - 1, 1)])

    def __call__(self, weights: FloatArray) -> FloatArray:
        n, sums, squares, observed = (weights @ self.columns).T
        expected = 2 * (n * squares - sums**2)
        # Rounding leaves a trace of spread where all values are equal.
        expected = np.where(expected > VANISHING * n * squares, expected, 0)
        return _alpha(observed, expected / np.maximum(n - 1, 1))


class OrdinalAlpha:
    """Squared differences of mid-ranks, which each sample's own margins give."""

    def __init__(self, counts: SparseArray) -> None:
        self.counts, sizes = _pairable(counts)
        self.per_pair = 1 / np.maximum(sizes - 1, 1)
        self.scaled = scale_rows(self.counts, sizes * self.per_pair)

    def __call__(self, weights: FloatArray) -> FloatArray:
        margins = weights @ self.counts
        n = margins.sum(axis=1, keepdims=True)
        ranks = (np.cumsum(margins, axis=1) - margins / 2 - n / 2) / np.maximum(n, 1)
        squares = ((weights @ self.scaled) * ranks**2).sum(axis=1)
        products = (weights * self.per_pair * (self.counts @ ranks.T).T ** 2).sum(axis=1)
        expected = 2 * (n[:, 0] * (margins * ranks**2).sum(axis=1) - (margins * ranks).sum(axis=1) ** 2)
        expected = np.where((margins > 0).sum(axis=1) > 1, expected, 0)
        return _alpha(2 * (squares - products), expected / np.maximum(n[:, 0] - 1, 1))


def krippendorff_alpha(ratings: Ratings, level: Level, *, distances: FloatArray | None = None) -> Estimate:
    """Krippendorff's alpha: one minus observed over expected disagreement, for any number of raters and with gaps.

    Undefined, with the reason, when no unit was rated twice (``no_pairable_units``) or when all values that could be
    compared are equal (``no_variation``). Units rated once do not count. Raises ``ValueError`` where the values do not
    fit the level.

    ratings: any number of raters and units; nominal and ordinal need a declared domain.
    level: ``nominal``, ``ordinal`` (the domain's order), ``interval`` or ``ratio``.
    distances: values x values, to be used instead of the level's own distances.

    Returns alpha, at most 1 (perfect); 0 is what chance would give, below 0 is systematic disagreement.

    Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, data C.

    >>> data = [[1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    ...         [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    ...         [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    ...         [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]]
    >>> ratings = Ratings.from_matrix(data, domain=[1, 2, 3, 4, 5])
    >>> [round(krippendorff_alpha(ratings, level).value, 3) for level in ("nominal", "ordinal", "interval", "ratio")]
    [0.743, 0.815, 0.849, 0.797]
    >>> krippendorff_alpha(Ratings.from_matrix([[1, 1], [1, 1]], domain=[1, 2]), "nominal").reason
    'no_variation'
    """
    measure = alpha_of(ratings.patterns.counts, ratings, level, distances)
    reason = undefined(ratings)
    if reason is not None:
        return Estimate.missing(reason)
    value = float(measure(ratings.patterns.pairable[np.newaxis].astype(np.float64))[0])
    return Estimate.missing("no_variation") if np.isnan(value) else Estimate(value)


def alpha_of(counts: SparseArray, ratings: Ratings, level: Level, distances: FloatArray | None = None) -> Alpha:
    """Alpha over the given patterns (patterns x values of the ratings' domain), ready for any weights on them."""
    if distances is not None:
        return FixedAlpha(counts, check_distances(distances, ratings.n_values))
    if level == "interval":
        return IntervalAlpha(counts, ratings.numbers)
    if level == "ratio":
        _refuse_too_wide(ratings)
        return FixedAlpha(counts, ratio_distances(ratings.numbers))
    if ratings.is_open:
        raise ValueError(f"Give the full domain, in order, to measure values as {level}.")
    if level == "ordinal":
        return OrdinalAlpha(counts)
    if level == "nominal":
        return NominalAlpha(counts)
    raise ValueError(f"Unknown level {level!r}. Use nominal, ordinal, interval or ratio.")


def undefined(ratings: Ratings) -> Reason | None:
    """Why no measure of agreement can exist, or None."""
    margins = ratings.patterns.margins
    if not margins.any():
        return "no_pairable_units"
    return "no_variation" if np.count_nonzero(margins) == 1 else None


def _pairable(counts: SparseArray) -> tuple[SparseArray, FloatArray]:
    """The patterns with those of fewer than two ratings emptied, and their sizes."""
    sizes = row_sums(counts)
    pairable = sizes >= 2
    if pairable.all():
        return counts, sizes
    return scale_rows(counts, pairable), np.where(pairable, sizes, 0)


def _alpha(observed: FloatArray, expected: FloatArray) -> FloatArray:
    """The definition: alpha = 1 - D_o / D_e, both here as sums over the n ratings."""
    defined = expected > 0
    return np.where(defined, 1 - observed / np.where(defined, expected, 1), np.nan)


def _refuse_too_wide(ratings: Ratings) -> None:
    if ratings.n_values > WIDEST_DISTANCES:
        raise ValueError(f"A ratio scale may have up to {WIDEST_DISTANCES} different values. Round the values first.")
