"""The reliability of a project's ratings on one measure: alpha, its intervals, and what must be read beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from quality.alpha import Level, alpha_of, krippendorff_alpha
from quality.arrays import FloatArray
from quality.coefficients import gwet_ac, percent_agreement
from quality.distances import Weighting
from quality.estimates import Estimate, Interval, Reason
from quality.intervals import jackknife, percentile, wider
from quality.jackknife import leave_one_rater_out
from quality.ratings import Ratings
from quality.resampling import cluster_table, resampled_weights

ALGORITHM = "alpha-1"

SHOWN_FROM = 30
GATED_FROM = 50
NON_MODAL_FROM = 10


@dataclass(frozen=True, slots=True)
class Reliability:
    """Krippendorff's alpha of one measure, what it rests on, and what to read beside it.

    ``shown``: enough units to show alpha at all; ``gateable``: enough to decide something by it. ``reason`` says why
    alpha is missing, hidden or no ground for a decision. ``ci_units`` is the interval over units, ``ci_raters`` over
    raters, and ``ci`` the wider of the two: a decision compares its lower bound. ``n_independent`` counts the clusters
    of pairable units, or these units where there are no clusters; ``n_non_modal`` the pairable units that hold anything
    but the commonest value.
    """

    value: float | None
    reason: Reason | None
    shown: bool
    gateable: bool
    level: str
    domain_hash: str
    n_units: int
    n_pairable: int
    n_independent: int
    n_non_modal: int
    n_raters: int
    n_ratings: int
    ci: Interval
    ci_units: Interval
    ci_raters: Interval
    raw_agreement: Estimate
    adjacent_agreement: Estimate | None
    ac1: Estimate
    ac2: Estimate | None
    resamples: int
    seed: int
    algorithm: str = ALGORITHM

    def as_json(self) -> dict[str, Any]:
        """Plain values; an interval is [low, high] or null, and ``ci_*_reason`` says why there is none."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        for name in ("ci", "ci_units", "ci_raters"):
            plain |= {name: plain[name].as_json(), f"{name}_reason": plain[name].reason}
        for name in ("raw_agreement", "adjacent_agreement"):
            plain[name] = plain[name] and plain[name].value
        for name in ("ac1", "ac2"):
            plain[name] = plain[name] and plain[name].as_json()
        return plain


def reliability(
    ratings: Ratings, level: Level, *, seed: int, resamples: int = 1000, distances: FloatArray | None = None
) -> Reliability:
    """Measure how far ratings can be trusted.

    Alpha is missing, with the reason, when no unit was rated twice (``no_pairable_units``) or all comparable values are
    equal (``no_variation``); so are its intervals. Below 30 independent units it is not to be shown, below 50, or with
    fewer than 10 units that hold another value than the commonest, no ground for a decision. Raises ``ValueError``
    where the values do not fit the level.

    ratings: only what may be compared: given blind, and before more answers were asked for because people differed.
    level: ``nominal``, ``ordinal``, ``interval`` or ``ratio``.
    seed: of the resamples; the same ratings and seed give the same figures.
    resamples: how many resamples of units the interval rests on.
    distances: values x values, to be used instead of the level's own.

    Source: Krippendorff (2011); unit resampling: Zapf et al. (2016), BMC Medical Research Methodology 16.

    >>> data = [[None, None, None, None, None, 3, 4, 1, 2, 1, 1, 3, 3, None, 3],
    ...         [1, None, 2, 1, 3, 3, 4, 3, None, None, None, None, None, None, None],
    ...         [None, None, 2, 1, 3, 4, 4, None, 2, 1, 1, 3, 3, None, 4]]
    >>> result = reliability(Ratings.from_matrix(data, domain=[1, 2, 3, 4]), "nominal", seed=1)
    >>> round(result.value, 6), result.n_pairable, result.shown, result.reason
    (0.691358, 12, False, 'too_few_units')
    """
    estimate = krippendorff_alpha(ratings, level, distances=distances)
    by_units, by_raters = _intervals(ratings, level, estimate, seed, resamples, distances)
    independent, non_modal = _independent(ratings), _non_modal(ratings)
    shown = estimate.value is not None and independent >= SHOWN_FROM
    doubt = estimate.reason or _doubt(independent, non_modal)
    return Reliability(
        value=estimate.value,
        reason=doubt,
        shown=shown,
        gateable=doubt is None,
        level=level if distances is None else "custom",
        domain_hash=ratings.domain_hash,
        n_units=ratings.n_units,
        n_pairable=int(ratings.patterns.pairable.sum()),
        n_independent=independent,
        n_non_modal=non_modal,
        n_raters=ratings.n_raters,
        n_ratings=ratings.n_ratings,
        ci=wider(by_units, by_raters),
        ci_units=by_units,
        ci_raters=by_raters,
        raw_agreement=percent_agreement(ratings),
        adjacent_agreement=percent_agreement(ratings, "adjacent") if level == "ordinal" else None,
        ac1=gwet_ac(ratings),
        ac2=None if level == "nominal" else gwet_ac(ratings, _squared_weights(ratings, level, distances)),
        resamples=resamples,
        seed=seed,
    )


def _intervals(
    ratings: Ratings,
    level: Level,
    estimate: Estimate,
    seed: int,
    resamples: int,
    distances: FloatArray | None,
) -> tuple[Interval, Interval]:
    if estimate.value is None:
        missing = Interval.missing(estimate.reason or "no_variation")
        return missing, missing
    measure = alpha_of(ratings.patterns.counts, ratings, level, distances)
    samples = [measure(weights) for weights in resampled_weights(ratings, resamples=resamples, seed=seed)]
    left_out = leave_one_rater_out(ratings, level, distances=distances)
    return percentile(np.concatenate(samples)), jackknife(estimate.value, left_out)


def _independent(ratings: Ratings) -> int:
    return int(ratings.patterns.pairable.sum() if ratings.clusters is None else cluster_table(ratings).shape[0])


def _non_modal(ratings: Ratings) -> int:
    patterns = ratings.patterns
    if not patterns.pairable.any():
        return 0  # on an open scale there may be no value at all
    modal = int(np.argmax(patterns.margins))
    other = patterns.sizes > patterns.counts[:, [modal]].toarray()[:, 0]
    return int(patterns.pairable[other].sum())


def _doubt(independent: int, non_modal: int) -> Reason | None:
    if independent < GATED_FROM:
        return "too_few_units"
    return "insufficient_variation" if non_modal < NON_MODAL_FROM else None


def _squared_weights(ratings: Ratings, level: Level, distances: FloatArray | None) -> Weighting | FloatArray:
    """Agreement that falls with the squared distance: of places on an ordinal scale, of numbers on the others.

    Distances of the caller's own are taken as they are: those of alpha are squared ones.
    """
    if level == "ordinal" or ratings.is_open or ratings.n_values == 1:
        return "quadratic"
    if distances is not None:
        own: FloatArray = 1 - distances / distances.max()
        return own
    gaps = np.subtract.outer(ratings.numbers, ratings.numbers) ** 2
    weights: FloatArray = 1 - gaps / gaps.max()
    return weights
