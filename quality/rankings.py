"""Agreement of rankings: Kendall's W of many raters, Kendall's tau-b of two."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc

from quality.arrays import FloatArray
from quality.estimates import Estimate, Reason


@dataclass(frozen=True, slots=True)
class Concordance:
    """Kendall's W with Friedman's test of it: ``chi2`` has ``degrees`` degrees of freedom."""

    value: float | None
    reason: Reason | None = None
    chi2: float | None = None
    degrees: int | None = None
    p_value: float | None = None
    mean_spearman: float | None = None


def kendall_w(scores: npt.ArrayLike) -> Concordance:
    """Kendall's coefficient of concordance, corrected for ties.

    Undefined when fewer than two raters or things were ranked (``too_few_raters``, ``too_few_units``) or when every
    rater tied everything (``no_variation``). Raises ``ValueError`` where a score is missing.

    scores: raters x things; any numbers that rank each rater's things, equal numbers tie.

    Returns W in 0..1, Friedman's chi2 = m (n - 1) W, its p value, and the mean of Spearman's rho over pairs of raters.

    Source: Kendall & Babington Smith (1939), Annals of Mathematical Statistics 10.

    >>> result = kendall_w([[1, 2, 3, 4], [1, 3, 2, 4], [2, 1, 3, 4]])
    >>> round(result.value, 4), round(result.chi2, 2), result.degrees
    (0.7778, 7.0, 3)
    """
    table = _complete(scores, dimensions=2)
    raters, things = table.shape
    if raters < 2 or things < 2:
        return Concordance(None, "too_few_raters" if raters < 2 else "too_few_units")
    ranked = [mid_ranks(row) for row in table]
    ranks = np.array([ranks for ranks, _ in ranked])
    possible = raters**2 * (things**3 - things) - raters * sum(ties for _, ties in ranked)
    if possible == 0:
        return Concordance(None, "no_variation")
    totals = ranks.sum(axis=0)
    w = float(12 * ((totals - totals.mean()) ** 2).sum() / possible)
    chi2 = raters * (things - 1) * w
    return Concordance(w, None, chi2, things - 1, float(chdtrc(things - 1, chi2)), (raters * w - 1) / (raters - 1))


def kendall_tau_b(first: npt.ArrayLike, second: npt.ArrayLike) -> Estimate:
    """Kendall's tau-b of two rankings of the same things, corrected for ties.

    Undefined with fewer than two things (``too_few_units``) or when either ranking ties everything (``no_variation``).
    Raises ``ValueError`` where a score is missing or the lengths differ. Compares all pairs: meant for rankings of up
    to some thousand.

    first, second: one number per thing.

    Returns -1 (reversed) .. 1 (the same order).

    Source: Kendall (1945), Biometrika 33; the example is SciPy's.

    >>> round(kendall_tau_b([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]).value, 4)
    -0.4714
    """
    x, y = _complete(first, dimensions=1), _complete(second, dimensions=1)
    if len(x) != len(y):
        raise ValueError("Both rankings must rank the same things: one number per thing.")
    if len(x) < 2:
        return Estimate.missing("too_few_units")
    left, right = np.sign(np.subtract.outer(x, x)), np.sign(np.subtract.outer(y, y))
    untied = float(np.abs(left).sum()) * float(np.abs(right).sum())
    return Estimate(float((left * right).sum()) / math.sqrt(untied)) if untied else Estimate.missing("no_variation")


def mid_ranks(scores: FloatArray) -> tuple[FloatArray, int]:
    """Ranks from 1, ties sharing the mean of theirs, and the sum of t^3 - t over groups of t equal scores.

    >>> mid_ranks(np.array([5.0, 9.0, 5.0]))
    (array([1.5, 3. , 1.5]), 6)
    """
    _, places, sizes = np.unique(scores, return_inverse=True, return_counts=True)
    ranks: FloatArray = (np.cumsum(sizes) - (sizes - 1) / 2)[places]
    return ranks, int((sizes**3 - sizes).sum())


def _complete(scores: npt.ArrayLike, *, dimensions: int) -> FloatArray:
    table = np.asarray(scores, dtype=np.float64)
    if table.ndim != dimensions:
        raise ValueError(f"Expected an array of {dimensions} dimension(s).")
    if not np.isfinite(table).all():
        raise ValueError("Rankings must be complete. Leave out the things that someone did not rank.")
    return table
