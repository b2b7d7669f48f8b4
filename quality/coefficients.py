"""Agreement of any number of raters: raw, and corrected for chance as Gwet, Fleiss, Conger and others do.

All share one observed agreement: over the units rated twice or more, the mean share of pairs of ratings that agree,
each pair by its weight. They differ in the agreement that they expect by chance, for which units rated once count too.
"""

from __future__ import annotations

import math

import numpy as np

from quality.arrays import FloatArray
from quality.distances import Weighting, weight_matrix
from quality.estimates import Estimate, Interval
from quality.intervals import student
from quality.patterns import count_rows, quadratic, row_sums
from quality.ratings import Ratings

VANISHING = 1e-12


def percent_agreement(ratings: Ratings, weights: Weighting | FloatArray = "identity") -> Estimate:
    """Raw agreement: the share of agreeing pairs of ratings, averaged over the units rated twice or more.

    Undefined (``no_pairable_units``) when no unit was rated twice; ``open_domain`` when weights need a domain that is
    open.

    weights: ``identity`` for equal values, ``adjacent`` for neighbours too, another name, or a values x values matrix.

    Returns 0..1.

    Source: Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed., chapter 2.

    >>> percent_agreement(Ratings.from_matrix([[1, 2, 3, 1], [1, 3, 3, 3]], domain=[1, 2, 3])).value
    0.5
    >>> percent_agreement(Ratings.from_matrix([[1, 2, 3, 1], [1, 3, 3, 3]], domain=[1, 2, 3]), "adjacent").value
    0.75
    """
    if not ratings.patterns.pairable.any():
        return Estimate.missing("no_pairable_units")
    if ratings.is_open and not _is_identity(weights):
        return Estimate.missing("open_domain")
    matrix = None if _is_identity(weights) else weight_matrix(weights, ratings.n_values)
    return Estimate(_observed(ratings, matrix))


def gwet_ac(ratings: Ratings, weights: Weighting | FloatArray = "identity") -> Estimate:
    """Gwet's AC1, or AC2 when weights are given: agreement corrected for chance, steady where one value is common.

    Undefined when no unit was rated twice (``no_pairable_units``), the domain is open (``open_domain``) or it has one
    value only (``no_variation``). Brings its standard error and a 95 % interval over units. To be read beside alpha,
    never instead: it is generous where raters cannot find the rare cases.

    weights: a name, or a values x values matrix.

    Returns at most 1; 0 is chance.

    Source: Gwet (2008), British Journal of Mathematical and Statistical Psychology 61; figures: irrCAC vignettes.

    >>> data = [[1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    ...         [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, None],
    ...         [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 3],
    ...         [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]]
    >>> ratings = Ratings.from_matrix(data, domain=[1, 2, 3, 4, 5])
    >>> ac1 = gwet_ac(ratings)
    >>> round(ac1.value, 5), round(ac1.standard_error, 5), round(ac1.interval.low, 3)
    (0.77544, 0.14295, 0.461)
    >>> round(gwet_ac(ratings, "quadratic").value, 3)
    0.914
    """
    missing = _missing(ratings)
    if missing is not None:
        return missing
    size, shares = ratings.n_values, _shares(ratings)
    matrix = None if _is_identity(weights) else weight_matrix(weights, size)
    scale = (size if matrix is None else matrix.sum()) / (size * (size - 1))
    chance = float(scale * (shares * (1 - shares)).sum())
    if 1 - chance < VANISHING:
        return Estimate.missing("no_variation")
    value = (_observed(ratings, matrix) - chance) / (1 - chance)
    if ratings.n_units < 2:
        return Estimate(value, interval=Interval.missing("too_few_units"))
    error = _gwet_error(ratings, matrix, value, chance, scale * (1 - shares))
    return Estimate(value, None, error, student(value, error, ratings.n_units - 1))


def fleiss_kappa(ratings: Ratings, weights: Weighting | FloatArray = "identity") -> Estimate:
    """Fleiss' kappa in its general form: any number of ratings per unit, and weights.

    Undefined when no unit was rated twice (``no_pairable_units``), when all ratings are equal (``no_variation``) or the
    domain is open (``open_domain``).

    weights: a name, or a values x values matrix.

    Returns at most 1; 0 is chance.

    Source: Fleiss (1971), Psychological Bulletin 76; general form: Gwet (2014), chapter 2.

    >>> data = [[1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    ...         [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, None],
    ...         [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 3],
    ...         [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]]
    >>> round(fleiss_kappa(Ratings.from_matrix(data, domain=[1, 2, 3, 4, 5])).value, 5)
    0.76117
    """
    missing = _missing(ratings)
    if missing is not None:
        return missing
    matrix = weight_matrix(weights, ratings.n_values)
    shares = _shares(ratings)
    return _corrected(ratings, matrix, float(shares @ matrix @ shares))


def conger_kappa(ratings: Ratings, weights: Weighting | FloatArray = "identity") -> Estimate:
    """Conger's kappa: Cohen's kappa for more than two raters, each with margins of their own.

    Undefined when no unit was rated twice (``no_pairable_units``), when all ratings are equal (``no_variation``) or the
    domain is open (``open_domain``).

    weights: a name, or a values x values matrix.

    Returns at most 1; 0 is chance.

    Source: Conger (1980), Psychological Bulletin 88; with gaps: Gwet (2014), chapter 2.

    >>> data = [[1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    ...         [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, None],
    ...         [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 3],
    ...         [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]]
    >>> round(conger_kappa(Ratings.from_matrix(data, domain=[1, 2, 3, 4, 5])).value, 3)
    0.763
    """
    missing = _missing(ratings)
    if missing is not None:
        return missing
    matrix = weight_matrix(weights, ratings.n_values)
    margins = _rater_shares(ratings)
    mean = margins.mean(axis=0)
    covariance = (margins - mean).T @ (margins - mean) / (ratings.n_raters - 1)
    return _corrected(ratings, matrix, float((matrix * (np.outer(mean, mean) - covariance / ratings.n_raters)).sum()))


def brennan_prediger(ratings: Ratings, weights: Weighting | FloatArray = "identity") -> Estimate:
    """Brennan and Prediger's kappa: by chance all values are alike; unweighted it is Randolph's free-marginal kappa.

    Undefined when no unit was rated twice (``no_pairable_units``) or the domain is open (``open_domain``).

    weights: a name, or a values x values matrix.

    Returns at most 1; 0 is chance.

    Source: Brennan & Prediger (1981), Educational and Psychological Measurement 41.

    >>> data = [[1] * 13 + [2] * 27 + [3] * 60, [1] * 13 + [2] * 20 + [3] * 7 + [2] * 4 + [3] * 56]
    >>> round(brennan_prediger(Ratings.from_matrix(data, domain=[1, 2, 3])).value, 3)
    0.835
    """
    missing = _missing(ratings)
    if missing is not None:
        return missing
    matrix = weight_matrix(weights, ratings.n_values)
    return _corrected(ratings, matrix, float(matrix.mean()))


def _is_identity(weights: Weighting | FloatArray) -> bool:
    return isinstance(weights, str) and weights == "identity"


def _missing(ratings: Ratings) -> Estimate | None:
    if not ratings.patterns.pairable.any():
        return Estimate.missing("no_pairable_units")
    if ratings.is_open:
        return Estimate.missing("open_domain")
    return Estimate.missing("no_variation") if ratings.n_values == 1 else None


def _corrected(ratings: Ratings, matrix: FloatArray, chance: float) -> Estimate:
    if 1 - chance < VANISHING:
        return Estimate.missing("no_variation")
    return Estimate((_observed(ratings, matrix) - chance) / (1 - chance))


def _agreements(ratings: Ratings, matrix: FloatArray | None) -> FloatArray:
    """For each pattern the weighted share of agreeing pairs; 0 where there is no pair. None weighs by identity."""
    counts, sizes = ratings.patterns.counts, ratings.patterns.sizes
    pairs = row_sums(counts**2) if matrix is None else quadratic(counts, matrix)
    return np.where(sizes >= 2, (pairs - sizes) / np.maximum(sizes * (sizes - 1), 1), 0)


def _observed(ratings: Ratings, matrix: FloatArray | None) -> float:
    units = ratings.patterns.pairable
    return float(units @ _agreements(ratings, matrix) / units.sum())


def _shares(ratings: Ratings) -> FloatArray:
    """How often each value is given: the mean over all units of its share in the unit."""
    patterns = ratings.patterns
    shares: FloatArray = (patterns.multiplicity / patterns.sizes) @ patterns.counts / ratings.n_units
    return shares


def _rater_shares(ratings: Ratings) -> FloatArray:
    """Raters x values: how often each rater gives each value."""
    shape = (ratings.n_raters, ratings.n_values)
    table = count_rows(ratings.raters, ratings.codes, shape=shape).toarray().astype(np.float64)
    shares: FloatArray = table / table.sum(axis=1, keepdims=True)
    return shares


def _gwet_error(ratings: Ratings, matrix: FloatArray | None, value: float, chance: float, pull: FloatArray) -> float:
    """The standard error over units, as in Gwet (2014), chapter 5."""
    patterns = ratings.patterns
    n = ratings.n_units
    share_of_pairable = patterns.pairable.sum() / n
    excess = (_agreements(ratings, matrix) - chance * (patterns.sizes >= 2)) / (1 - chance) / share_of_pairable
    expected = patterns.counts @ pull / patterns.sizes
    deviations = excess - 2 * (1 - value) * (expected - chance) / (1 - chance) - value
    return math.sqrt(float(patterns.multiplicity @ deviations**2) / (n * (n - 1)))
