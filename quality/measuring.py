"""The figure of one measure, from its columns: an alpha where people gave values to units, else a share."""

from __future__ import annotations

from collections import Counter
from itertools import compress
from typing import cast

from annotation.kinds.base import Json, Measure
from quality.alpha import Level
from quality.collecting import Columns, ComparisonColumns, RatingColumns
from quality.distances import Weighting
from quality.kappa import pairwise_kappa
from quality.ratings import Ratings
from quality.reliability import reliability
from quality.shares import Comparisons, share

MOST_RATERS_IN_MATRIX = 25
ONLY_OF_ALPHA = ("raw_agreement", "adjacent_agreement", "ac1", "ac2", "kappa", "n_ratings")
ONLY_OF_SHARE = ("n_compared", "n_pairs")


def is_measurable(measure: Measure) -> bool:
    """Whether its values can be compared at all: texts cannot, nor what has no value yet."""
    return measure.level != "text" and measure.domain != ()


def measured(measure: Measure, columns: Columns, *, seed: int) -> Json:
    """The measure with its figure; what its statistic does not have is None."""
    described = {"key": measure.key, "title": measure.title, "help": measure.help, "level": measure.level}
    if isinstance(columns, ComparisonColumns):
        return {**described, **dict.fromkeys(ONLY_OF_ALPHA), "statistic": "share", **_share(columns, seed)}
    return {**described, **dict.fromkeys(ONLY_OF_SHARE), "statistic": "alpha", **_alpha(measure, columns, seed)}


def _share(columns: ComparisonColumns, seed: int) -> Json:
    rows = Comparisons.from_long(columns.tasks, columns.ones, columns.others, columns.parts, columns.wholes)
    return share(rows, seed=seed).as_json()


def _alpha(measure: Measure, columns: RatingColumns, seed: int) -> Json:
    found = reliability(_table(measure, columns), cast(Level, measure.level), seed=seed)
    return {**found.as_json(), "kappa": _kappa(measure, columns)}


def _table(measure: Measure, columns: RatingColumns) -> Ratings:
    """Units of one task are not independent: where a task has several, the task is their cluster."""
    has_several = len(set(columns.units)) > len(set(columns.tasks))
    domain = None if measure.domain is None else list(measure.domain)
    clusters = columns.tasks if has_several else None
    return Ratings.from_long(columns.units, columns.raters, columns.values, domain=domain, clusters=clusters)


def _kappa(measure: Measure, columns: RatingColumns) -> Json | None:
    """Pairwise kappas between the raters with most ratings, weighted where values are ordered; None on open scales."""
    if measure.domain is None:
        return None
    weights: Weighting = "identity" if measure.level == "nominal" else "quadratic"
    matrix = pairwise_kappa(_table(measure, _of_busiest(columns)), weights)
    return {**matrix.as_json(), "weights": weights}


def _of_busiest(columns: RatingColumns) -> RatingColumns:
    counts = Counter(columns.raters)
    busiest = set(sorted(counts, key=lambda rater: (-counts[rater], rater))[:MOST_RATERS_IN_MATRIX])
    kept = [rater in busiest for rater in columns.raters]
    return RatingColumns(
        units=list(compress(columns.units, kept)),
        raters=list(compress(columns.raters, kept)),
        values=list(compress(columns.values, kept)),
        tasks=list(compress(columns.tasks, kept)),
    )
